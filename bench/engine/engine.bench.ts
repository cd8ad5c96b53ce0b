import { hash } from 'node:crypto'
import {
  applyRow,
  decodeState,
  diff,
  encodeState,
  normaliseProposal,
  type OperationId,
  rebase,
  replay,
  resolve,
  stateHash,
  svgSource,
  svgSteps,
  writeSvg,
} from '@flowstate/engine'
import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { quantile, timeRounds } from '../support/samples.ts'
import { boardRows, boardShapeId } from './board-rows.ts'

const shapeCount = 10_000
const moveCount = 90_000
/** As the server digests. */
const sha256 = (bytes: Uint8Array) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary')

const rows = boardRows(shapeCount, moveCount)
const board = replay(rows)
const filled = replay(rows.slice(0, shapeCount))
const text = encodeState(board)
const lines: (readonly [string, string, string])[] = []

function report(what: string, rounds: number, run: () => void, operations?: number): void {
  const median = quantile(timeRounds(rounds, run), 0.5)
  const perSecond =
    operations === undefined ? '' : Math.round((operations / median) * 1_000).toLocaleString('en')
  lines.push([what, median.toFixed(median < 1 ? 3 : 1), perSecond])
}

report('replay 10,000 creates and 90,000 moves', 15, () => replay(rows), rows.length)
report('replay 10,000 creates', 15, () => replay(rows.slice(0, shapeCount)), shapeCount)
report('snapshot to text, 10,000 shapes', 10, () => encodeState(board))
report('text to state, 10,000 shapes', 10, () => decodeState(text))
report('state hash, nothing cached', 10, () => stateHash(decodeState(text), sha256))
report('state hash, one shape changed', 50, () => {
  const version = board.version + 1
  const change = { kind: 'update', id: boardShapeId(5), set: { position: [version, 1] as const } } as const
  applyRow(board, { version, changes: [change] })
  stateHash(board, sha256)
})
report('diff of two boards, every shape moved', 10, () => diff(filled, board))

const operationId = '01980000-0000-7000-8000-000000000000' as OperationId
const proposals = Array.from({ length: 1_000 }, (_, i) => {
  const move = { kind: 'update', id: boardShapeId(i * 7), set: { position: [i, i] } }
  return { id: operationId, changes: [move] }
})
report(
  'read 1,000 proposals',
  20,
  () => {
    for (const proposal of proposals) normaliseProposal(proposal)
  },
  proposals.length,
)
const pending = proposals.slice(0, 10).flatMap((raw) => {
  const read = normaliseProposal(raw)
  return read.ok ? [read.value] : []
})
report(
  'resolve 10 moves on the board',
  200,
  () => {
    for (const { changes } of pending) resolve(board, changes)
  },
  pending.length,
)
report('rebase 10 pending moves over the board', 200, () => rebase(board, pending))

const thumbnail = { theme: 'light', frame: { width: 480, height: 300 }, bytesMax: 60_000 } as const
report('hold a board still for a picture', 20, () => svgSource(board))
report('thumbnail of the board', 15, () => writeSvg(board, thumbnail))
report('SVG of the board', 5, () => writeSvg(board, { theme: 'light' }))

/** Milliseconds of the longest piece of a thumbnail between two pauses. */
function longestPiece(): number {
  const steps = svgSteps(svgSource(board), thumbnail)
  let longest = 0
  for (;;) {
    const begun = performance.now()
    const { done } = steps.next()
    longest = Math.max(longest, performance.now() - begun)
    if (done === true) return longest
  }
}
const pieces = Array.from({ length: 15 }, longestPiece)
lines.push(['longest piece of a thumbnail', quantile(pieces, 0.5).toFixed(1), ''])

console.log(`engine: ${describeMachine()}\n`)
console.log(markdownTable(['what', 'ms (median)', 'operations/s'], lines))

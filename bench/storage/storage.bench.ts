import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { formatLatencies } from '../support/samples.ts'
import { type BoardServer, type Storage, startBoardServer } from './board-server.ts'
import { writeBoard } from './board-writer.ts'

const shapeCount = 10_000
const versionCount = 100_000
const readCount = 100
const commitMs = 3_000

const wanted = process.argv.slice(2)
const storages = (['embedded', 'postgresql'] as const).filter(
  (storage) => wanted.length === 0 || wanted.includes(storage),
)
const rows: (readonly (string | number)[])[] = []

async function timeCalls(count: number, call: (i: number) => Promise<unknown>): Promise<readonly number[]> {
  const tookMs: number[] = []
  for (let i = 0; i < count; i++) {
    const begun = performance.now()
    await call(i)
    tookMs.push(performance.now() - begun)
  }
  return tookMs
}

async function measureCommits(board: BoardServer, storage: Storage): Promise<void> {
  for (const window of [1, 8, 64, 256]) {
    const canvasId = await board.makeCanvas()
    const begun = performance.now()
    const tookMs = await writeBoard(board, canvasId, { window, count: 1_000_000, msMax: commitMs }, 100)
    const perSecond = Math.round(tookMs.length / ((performance.now() - begun) / 1_000))
    rows.push([storage, `commit, ${window} in flight`, formatLatencies(tookMs), perSecond])
  }
}

async function measureHistory(board: BoardServer, storage: Storage): Promise<void> {
  const canvasId = await board.makeCanvas()
  const begun = performance.now()
  await writeBoard(board, canvasId, { window: 256, count: versionCount }, shapeCount)
  const seconds = (performance.now() - begun) / 1_000
  rows.push([storage, 'fill: 10,000 shapes, 100,000 versions', '', Math.round(versionCount / seconds)])
  const path = `/canvases/${canvasId}`
  const versionOf = (i: number) => 1 + ((i * 7_919_123) % versionCount)
  const states = await timeCalls(readCount, (i) => board.read(`${path}/state?at=${versionOf(i)}`))
  rows.push([storage, 'state?at=, any version', formatLatencies(states), ''])
  const undos = await timeCalls(readCount, () => board.call('POST', `${path}/undo`, {}))
  rows.push([storage, 'undo at the head', formatLatencies(undos), ''])
  const redos = await timeCalls(readCount, () => board.call('POST', `${path}/redo`, {}))
  rows.push([storage, 'redo at the head', formatLatencies(redos), ''])
}

for (const storage of storages) {
  const board = await startBoardServer(storage)
  try {
    await measureCommits(board, storage)
    await measureHistory(board, storage)
  } finally {
    await board.stop()
  }
}
console.log(`storage: ${describeMachine()}\n`)
console.log(markdownTable(['storage', 'what', 'ms p50 / p95 / p99', 'operations/s'], rows))

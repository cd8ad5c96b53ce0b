import { setTimeout as delay } from 'node:timers/promises'
import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { memoryMbOf } from '../sync/load/proc-figures.ts'
import { type Storage, startBoardServer } from './board-server.ts'
import { joinCanvas, writeBoard } from './board-writer.ts'

const sessionCount = 500
const shapeCount = 10_000
/** Long enough for the garbage of the step before to be collected. */
const settleMs = 3_000

async function measure(storage: Storage): Promise<readonly string[]> {
  const board = await startBoardServer(storage)
  try {
    await delay(settleMs)
    const idleMb = memoryMbOf(board.server.pid).rss
    const canvasId = await board.makeCanvas()
    await writeBoard(board, canvasId, { window: 64, count: shapeCount }, shapeCount)
    await delay(settleMs)
    const filledMb = memoryMbOf(board.server.pid).rss
    for (let i = 0; i < sessionCount; i += 50) {
      await Promise.all(Array.from({ length: 50 }, () => joinCanvas(board, canvasId)))
    }
    await delay(settleMs)
    const perSessionKb = ((memoryMbOf(board.server.pid).rss - filledMb) * 1_024) / sessionCount
    return [storage, idleMb.toFixed(0), filledMb.toFixed(0), perSessionKb.toFixed(0)]
  } finally {
    await board.stop()
  }
}

const rows = [await measure('embedded'), await measure('postgresql')]
console.log(`memory: ${describeMachine()}\n`)
const head = ['storage', 'idle MB', 'after filling a board of 10,000 MB', `kB per session (${sessionCount})`]
console.log(markdownTable(head, rows))
process.exit(0)

import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { describeMachine } from '../support/machine.ts'
import { markdownTable } from '../support/markdown-table.ts'
import { type Storage, startBoardServer } from './board-server.ts'
import { joinCanvas, writeBoard } from './board-writer.ts'

const sessionCount = 500
const shapeCount = 10_000
/** Long enough for the garbage of the step before to be collected. */
const settleMs = 3_000

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
}

async function measure(storage: Storage): Promise<readonly string[]> {
  const board = await startBoardServer(storage)
  try {
    await delay(settleMs)
    const idleMb = residentMb(board.server.pid)
    const canvasId = await board.makeCanvas()
    await writeBoard(board, canvasId, { window: 64, count: shapeCount }, shapeCount)
    await delay(settleMs)
    const filledMb = residentMb(board.server.pid)
    for (let i = 0; i < sessionCount; i += 50) {
      await Promise.all(Array.from({ length: 50 }, () => joinCanvas(board, canvasId)))
    }
    await delay(settleMs)
    const perSessionKb = ((residentMb(board.server.pid) - filledMb) * 1_024) / sessionCount
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

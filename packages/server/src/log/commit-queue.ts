import type { CanvasId } from '@flowstate/engine'
import type { Author } from '../access/author.ts'
import type { CommitCycle, QueuedCommit } from './commit-cycle.ts'
import type { CommitLimits } from './commit-deps.ts'
import type { CommitOutcome } from './commit-request.ts'
import { refusedFor } from './judge-request.ts'
import type { PreparedRequest } from './request-intake.ts'

/** Requests of one canvas in the order they came, one commit in flight, the next group forming behind it (CM4). */
export interface CommitQueue {
  add(author: Author, prepared: PreparedRequest): Promise<CommitOutcome>
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>
  readonly isIdle: boolean
}

/**
 * @param openCycle opens the canvas on first use; null when there is no such canvas
 */
export function createCommitQueue(
  canvasId: CanvasId,
  limits: CommitLimits,
  openCycle: (canvasId: CanvasId) => Promise<CommitCycle | null>,
): CommitQueue {
  let waiting: QueuedCommit[] = []
  let running: Promise<void> | null = null

  /** What goes together: as many as the limits allow, at least one. */
  function takeGroup(): readonly QueuedCommit[] {
    let count = 0
    let bytes = 0
    for (const { prepared } of waiting) {
      bytes += prepared.bytes
      if (count > 0 && (count === limits.commitOperationsMax || bytes > limits.commitBytesMax)) break
      count += 1
    }
    if (count === waiting.length) {
      const group = waiting
      waiting = []
      return group
    }
    return waiting.splice(0, count)
  }

  async function openOrRefuse(): Promise<CommitCycle | null> {
    try {
      const cycle = await openCycle(canvasId)
      if (cycle === null) refuseAll('not_found', 'No such canvas')
      return cycle
    } catch {
      refuseAll('unavailable', 'The database does not answer')
      return null
    }
  }

  function refuseAll(code: 'not_found' | 'unavailable', detail: string): void {
    const all = waiting
    waiting = []
    for (const { prepared, settle } of all) settle(refusedFor(prepared, code, detail))
  }

  async function run(): Promise<void> {
    // Requests of the same turn of the event loop go together.
    await undefined
    while (waiting.length > 0) {
      const cycle = await openOrRefuse()
      if (cycle === null) continue
      const left = await cycle.run(takeGroup())
      if (left.length > 0) waiting = [...left, ...waiting]
    }
    running = null
  }

  return {
    add(author, prepared) {
      return new Promise((settle) => {
        waiting.push({ author, prepared, settle })
        running ??= run()
      })
    },
    async idle() {
      while (running !== null) await running
    },
    get isIdle() {
      return running === null
    },
  }
}

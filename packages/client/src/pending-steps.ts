import type { OperationId } from '@flowstate/engine'
import type { QueueEntry } from './sync-state.ts'

/** What of one's own unsent work can be taken back, and brought back, without asking the server (UN8). */
export interface PendingSteps {
  /** Ids of the operations of the newest step; null when there is none, or when part of it is in the log already. */
  readonly undo: readonly OperationId[] | null
  /** Id of the newest undo that can be taken back. */
  readonly redo: readonly OperationId[] | null
}

interface Step {
  readonly ids: OperationId[]
  readonly gesture: string | undefined
}

const sameIds = (a: readonly OperationId[], b: readonly OperationId[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))

/**
 * Reads the stacks of undo and redo off the queue, as the server will read them off the log (UN7, UN10). What waits before
 * an undo or redo without a target is out of reach: the server may take back any of it.
 * @param gestureBefore gesture of the own operation that left the queue last: a step that goes on with it is not whole
 */
export function pendingSteps(queue: readonly QueueEntry[], gestureBefore: string | undefined): PendingSteps {
  let done: Step[] = []
  let undone: { readonly id: OperationId; readonly step: Step }[] = []
  let started: Step | undefined
  for (const { id, request } of queue) {
    if (request.type === 'operation') {
      const { gesture, changes } = request.operation
      if (changes.length === 0) continue
      undone = []
      const last = done.at(-1)
      if (gesture !== undefined && last?.gesture === gesture) last.ids.push(id)
      else done.push({ ids: [id], gesture })
      started ??= done[0]
      continue
    }
    const { target } = request
    if (target === undefined) {
      done = []
      undone = []
    } else if (request.type === 'undo') {
      const step = done.findLast(({ ids }) => sameIds(ids, target))
      done = done.filter((other) => other !== step)
      undone = step === undefined ? [] : [...undone, { id, step }]
    } else {
      const back = undone.find((undo) => sameIds([undo.id], target))
      undone = undone.filter((undo) => undo !== back)
      if (back !== undefined) done.push(back.step)
    }
  }
  const newest = done.at(-1)
  const isWhole =
    newest !== undefined && !(newest === started && newest.gesture === gestureBefore && gestureBefore)
  const redo = undone.at(-1)
  return { undo: isWhole ? newest.ids : null, redo: redo === undefined ? null : [redo.id] }
}

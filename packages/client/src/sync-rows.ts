import type { CommittedOperation, OperationId } from '@flowstate/engine'
import { rowSchema } from '@flowstate/engine'
import { andThen } from './chain-steps.ts'
import { stop } from './sync-lifecycle.ts'
import { withoutEntry } from './sync-queue.ts'
import type { SyncState, SyncStep } from './sync-state.ts'

/**
 * Takes rows in version order: old ones are ignored, and a set is held until it is whole (OP9).
 * @returns with `hole`, when something before one of them is missing
 */
export function takeRows(
  state: SyncState,
  rows: readonly CommittedOperation[],
): SyncStep & { readonly hole: boolean } {
  const ready: CommittedOperation[] = []
  let held = state.held
  let { version, hash } = state
  let hole = false
  for (const row of rows) {
    const due = version + held.length + 1
    if (row.version < due) continue
    if (row.version > due) {
      hole = true
      break
    }
    if (row.schema > rowSchema)
      return {
        ...andThen(confirm(state, ready, { version, hash, held }), (now) =>
          stop(now, { kind: 'outdated', schema: row.schema }),
        ),
        hole: false,
      }
    held = [...held, row]
    if (row.part && row.part[0] < row.part[1]) continue
    ready.push(...held)
    version = row.version
    hash = row.hash
    held = []
  }
  return { ...confirm(state, ready, { version, hash, held }), hole }
}

function confirm(
  state: SyncState,
  rows: readonly CommittedOperation[],
  position: Pick<SyncState, 'version' | 'hash' | 'held'>,
): SyncStep {
  const start: SyncStep = { state: { ...state, ...position }, effects: [] }
  if (rows.length === 0) return start
  const mine = new Set(rows.map((row) => row.id))
  const settled = state.queue.filter((entry) => mine.has(entry.id))
  return settled.reduce<SyncStep>((now, entry) => andThen(now, (next) => settle(next, entry.id)), {
    state: start.state,
    effects: [{ type: 'confirm', rows }],
  })
}

/** Closes an entry that was answered; it leaves the queue and the view. */
export function settle(state: SyncState, id: OperationId, nothing?: 'nothing_left' | 'no_effect'): SyncStep {
  const index = state.queue.findIndex((entry) => entry.id === id)
  if (index < 0) return { state, effects: [] }
  return {
    state: withoutEntry(state, index),
    effects: [
      nothing === undefined ? { type: 'settled', id } : { type: 'settled', id, nothing },
      { type: 'changed' },
    ],
  }
}

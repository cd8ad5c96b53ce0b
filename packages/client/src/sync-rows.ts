import type { CommittedOperation, OperationId } from '@flowstate/engine'
import { rowSchema } from '@flowstate/engine'
import { andThen } from './chain-steps.ts'
import { stop } from './sync-lifecycle.ts'
import { withoutAnswered, withoutEntry } from './sync-queue.ts'
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
  const mine = new Map(rows.map((row) => [row.id, row]))
  const confirmed: SyncStep = { state: start.state, effects: [{ type: 'confirm', rows }] }
  return state.queue.reduce<SyncStep>((now, { id }) => {
    const row = mine.get(id)
    if (row === undefined) return now
    // Sent under a clientId that was given up since, it has not spent the seq it has now (CM7).
    const drop = row.clientId === state.clientId ? withoutAnswered : withoutEntry
    return andThen(now, (next) => close(next, id, drop))
  }, confirmed)
}

/** Closes an entry that was answered; it leaves the queue and the view. */
export function settle(state: SyncState, id: OperationId, nothing?: 'nothing_left' | 'no_effect'): SyncStep {
  return close(state, id, withoutAnswered, nothing)
}

function close(
  state: SyncState,
  id: OperationId,
  drop: (state: SyncState, index: number) => SyncState,
  nothing?: 'nothing_left' | 'no_effect',
): SyncStep {
  const index = state.queue.findIndex((entry) => entry.id === id)
  if (index < 0) return { state, effects: [] }
  return {
    state: drop(state, index),
    effects: [
      nothing === undefined ? { type: 'settled', id } : { type: 'settled', id, nothing },
      { type: 'changed' },
    ],
  }
}

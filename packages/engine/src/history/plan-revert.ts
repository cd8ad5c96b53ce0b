import type { CanvasState } from '../canvas-state.ts'
import type { UserId } from '../ids.ts'
import { readMarks, readVersions } from './history-pages.ts'
import { type HistoryPlan, isWriteKind, type Planner } from './history-row.ts'
import { ownRows, ownWrites } from './own-stack.ts'
import { rowActivity, setVersions } from './row-activity.ts'
import { mergeSkipped } from './skipped-list.ts'
import { planSwitch } from './switch-effect.ts'

/** Whose work is taken back, of the versions `from` to `to`, both inclusive. */
export interface RevertInput {
  readonly state: CanvasState
  readonly userId: UserId
  readonly from: number
  readonly to: number
}

/**
 * Plans the revert of one user's work in a range (UN12): each cell whose newest active write is theirs, in the range, gets
 * the newest active value from before it; what anyone has written since stays. The result is a write of its own by whoever
 * commits it, and leaves everybody's stack alone. A set of parts that the range cuts is taken whole (OP9).
 */
export function* planRevert({ state, userId, from, to }: RevertInput): Planner<HistoryPlan> {
  const own = ownRows(userId, Math.min(to, state.version) + 1)
  const candidates = new Set<number>()
  for (let row = yield* own.next(); row !== undefined && row.version >= from; row = yield* own.next()) {
    if (isWriteKind(row.kind)) for (const version of setVersions(row)) candidates.add(version)
  }
  const activity = rowActivity()
  for (const mark of yield* readMarks([...candidates])) activity.see(mark)
  const written = ownWrites(yield* readVersions([...candidates]), userId)
  const rows = written.filter((row) => activity.isActive(row))
  if (rows.length === 0) return { kind: 'nothing', reason: 'nothing_left' }
  const versions = new Set(rows.map((row) => row.version))
  const effect = yield* planSwitch({ state, rowSwitch: { direction: 'off', versions }, rows, activity })
  if (effect.changes.length === 0) return { kind: 'nothing', reason: 'no_effect' }
  return { kind: 'commit', changes: effect.changes, skipped: mergeSkipped(effect.skipped, []) }
}

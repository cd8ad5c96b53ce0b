import type { CanvasState } from '../canvas-state.ts'
import type { Change } from '../change.ts'
import type { OperationId, UserId } from '../ids.ts'
import { limits } from '../limits.ts'
import type { Skipped } from '../operation.ts'
import { readMarks, readRows, readVersions } from './history-pages.ts'
import type { HistoryPlan, Planner } from './history-row.ts'
import { ownRows, ownWrites, undoSteps } from './own-stack.ts'
import { type RowActivity, rowActivity, setVersions } from './row-activity.ts'
import { mergeSkipped } from './skipped-list.ts'
import { planSwitch } from './switch-effect.ts'

/** Whose undo or redo, on the state at the head. The state must not move while the plan is made. */
export interface UndoInput {
  readonly state: CanvasState
  readonly userId: UserId
  /** Versions up to and including this one are out of reach (UN8). */
  readonly floor?: number
  /**
   * The step the user saw (UN8), as ids of its operations: exactly that is undone, even where the user has done something
   * else since. Redo takes the id of the undo row as well.
   */
  readonly target?: readonly OperationId[]
}

/**
 * Plans an undo (UN1-UN11). Without a target it takes the newest step, and goes on to the next while nothing visible
 * changes, at most 20 times (UN6). With one it takes that step alone; a step that is no longer there to be undone gives
 * `no_effect`, one that others have overwritten is consumed like any other.
 */
export function* planUndo(input: UndoInput): Planner<HistoryPlan> {
  const { state, userId, floor = 0, target } = input
  const activity = rowActivity()
  const steps = undoSteps(ownRows(userId, state.version + 1), floor, activity)
  const consumed = new Set<number>()
  let skipped: readonly Skipped[] = []
  let changes: readonly Change[] = []
  for (let tries = 0; tries < limits.undoTriesMax && changes.length === 0; tries++) {
    const versions = target === undefined ? yield* steps.next() : yield* targetVersions(input, activity)
    if (versions.length === 0) break
    const rows = ownWrites(yield* readVersions(versions), userId)
    for (const { version } of rows) consumed.add(version)
    const effect = yield* planSwitch({
      state,
      rowSwitch: { direction: 'off', versions: consumed },
      rows,
      activity,
    })
    changes = effect.changes
    skipped = mergeSkipped(skipped, effect.skipped)
    if (target !== undefined) break
  }
  if (consumed.size === 0) {
    return { kind: 'nothing', reason: target === undefined ? 'nothing_left' : 'no_effect' }
  }
  return { kind: 'commit', changes, skipped, undoOf: [...consumed].sort((a, b) => a - b) }
}

/** The versions of the operations with these ids, if every one of them is the user's and can still be undone. */
function* targetVersions(input: UndoInput, activity: RowActivity): Planner<readonly number[]> {
  const { userId, floor = 0, target = [] } = input
  const named = yield* readRows({ need: 'named_rows', ids: target })
  const rows = ownWrites(named, userId).filter((row) => row.version > floor)
  const ids = new Set(rows.map((row) => row.id))
  if (!target.every((id) => ids.has(id))) return []
  const versions = rows.flatMap(setVersions)
  for (const mark of yield* readMarks(versions)) activity.see(mark)
  return rows.every((row) => activity.isActive(row)) ? versions : []
}

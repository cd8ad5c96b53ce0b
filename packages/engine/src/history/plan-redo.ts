import { readVersions } from './history-pages.ts'
import { type HistoryPlan, type HistoryRow, isWriteKind, type Planner } from './history-row.ts'
import { type OwnRows, ownRows, ownWrites } from './own-stack.ts'
import type { UndoInput } from './plan-undo.ts'
import { namedVersions, rowActivity, setVersions } from './row-activity.ts'
import { mergeSkipped } from './skipped-list.ts'
import { planSwitch } from './switch-effect.ts'

/**
 * Plans a redo: the newest undo row of the user that was not taken back and that no later operation of theirs has cleared
 * (UN7) is taken back whole (UN6), also where nothing visible comes of it, so that undo and redo stay in step (UN2).
 */
export function* planRedo(input: UndoInput): Planner<HistoryPlan> {
  const { state, userId, target } = input
  const undone = yield* newestUndo(input)
  if (undone === undefined) {
    return { kind: 'nothing', reason: target === undefined ? 'nothing_left' : 'no_effect' }
  }
  const undoOf = namedVersions(undone)
  const named = yield* readVersions(undoOf)
  const rows = ownWrites(yield* wholeSets(named), userId)
  const effect = yield* planSwitch({
    state,
    rowSwitch: {
      direction: 'on',
      versions: new Set(rows.map((row) => row.version)),
      undoneAt: undone.version,
    },
    rows,
    activity: rowActivity(),
  })
  return { kind: 'commit', changes: effect.changes, skipped: mergeSkipped(effect.skipped, []), undoOf }
}

/** The rows with the other parts of their sets: a list that names one part means them all (OP9). */
function* wholeSets(rows: readonly HistoryRow[]): Planner<readonly HistoryRow[]> {
  const known = new Set(rows.map((row) => row.version))
  const missing = new Set(rows.flatMap(setVersions).filter((version) => !known.has(version)))
  return missing.size === 0 ? rows : [...rows, ...(yield* readVersions([...missing]))]
}

/** Walks back over the user's undo and redo rows, which pair like brackets, until a new operation of theirs. */
function* newestUndo({ state, userId, floor = 0, target }: UndoInput): Planner<HistoryRow | undefined> {
  const rows: OwnRows = ownRows(userId, state.version + 1)
  /** Lists taken back by redo rows whose undo row is still to come. */
  const takenBack = new Map<string, number>()
  for (;;) {
    const row = yield* rows.next()
    if (row === undefined || row.version <= floor || isWriteKind(row.kind)) return undefined
    if (row.kind !== 'undo' && row.kind !== 'redo') continue
    // Later parts of a set name nothing (OP9).
    if (row.undoOf === undefined) continue
    const list = namedVersions(row).join()
    const redone = takenBack.get(list) ?? 0
    if (row.kind === 'redo') takenBack.set(list, redone + 1)
    else if (redone > 0) takenBack.set(list, redone - 1)
    else if (target === undefined || (yield* isTarget(row, target))) return row
  }
}

/** Whether the user means this undo row: by its own id, or by those of all the operations it took back. */
function* isTarget(row: HistoryRow, target: readonly string[]): Planner<boolean> {
  if (target.includes(row.id)) return true
  const undone = yield* readVersions(namedVersions(row))
  const ids = undone.filter(({ part }) => part === undefined || part[0] === 1).map(({ id }) => id)
  return ids.length > 0 && ids.length === target.length && ids.every((id) => target.includes(id))
}

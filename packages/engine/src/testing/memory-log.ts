import { applyRow } from '../apply.ts'
import type { CanvasState } from '../canvas-state.ts'
import type { Change, ProposedChange } from '../change.ts'
import type { HistoryPlan, HistoryRow, RowsNeed, WantedCells } from '../history/history-row.ts'
import { type HistoryReader, runPlan } from '../history/plan-driver.ts'
import { planRedo } from '../history/plan-redo.ts'
import { planRestore } from '../history/plan-restore.ts'
import { planRevert } from '../history/plan-revert.ts'
import { planUndo, type UndoInput } from '../history/plan-undo.ts'
import { namedVersions } from '../history/row-activity.ts'
import { type Touch, touchedCells } from '../history/row-touches.ts'
import { type PartLimits, splitIntoParts } from '../history/split-parts.ts'
import type { OperationId, ShapeId, UserId } from '../ids.ts'
import { emptyState } from '../layered-state.ts'
import { replay } from '../replay.ts'
import { resolve } from '../resolve.ts'

/** What a row is besides its changes and what the log gives it. */
export type MemoryRow = Omit<HistoryRow, 'version' | 'id' | 'changes'>

export type UndoRequest = Omit<UndoInput, 'state' | 'userId'>

/** The log of one canvas in memory with everything that commits to it, for tests and the simulator. */
export interface MemoryLog {
  readonly rows: readonly HistoryRow[]
  readonly state: CanvasState
  readonly reader: HistoryReader
  /** How many rows the planners have been given. */
  readonly rowsRead: number
  /** Appends effective changes as they are; the last version. More than the limits allow becomes a set of parts. */
  append(row: MemoryRow, changes: readonly Change[]): number
  /** Resolves and appends; undefined where refused. */
  propose(row: MemoryRow, changes: readonly ProposedChange[]): number | undefined
  undo(userId: UserId, request?: UndoRequest): HistoryPlan
  redo(userId: UserId, request?: UndoRequest): HistoryPlan
  restore(userId: UserId, version: number, shapeIds?: readonly ShapeId[]): HistoryPlan
  revert(userId: UserId, range: { userId: UserId; from: number; to: number }): HistoryPlan
  stateAt(version: number): CanvasState
}

/** An id that is a UUID, made of the version. */
export function operationIdOf(version: number): OperationId {
  return `00000000-0000-7000-8000-${version.toString(16).padStart(12, '0')}` as OperationId
}

function isWanted(touch: Touch, { cells, except = [] }: WantedCells): boolean {
  if (touch.isCreated) return true
  if (cells !== undefined) return cells.some((cell) => touch.cells.has(cell))
  return [...touch.cells].some((cell) => !except.includes(cell))
}

/** @param partLimits when given, what the server makes is split by these */
export function memoryLog(partLimits?: PartLimits): MemoryLog {
  const rows: HistoryRow[] = []
  const state = emptyState()
  let rowsRead = 0

  function newestFirst(before: number, limit: number, matches: (row: HistoryRow) => boolean): HistoryRow[] {
    const found: HistoryRow[] = []
    for (let i = Math.min(before, rows.length + 1) - 2; i >= 0 && found.length < limit; i--) {
      const row = rows[i] as HistoryRow
      if (matches(row)) found.push(row)
    }
    return found
  }

  function read(need: RowsNeed): readonly HistoryRow[] {
    switch (need.need) {
      case 'user_rows':
        return newestFirst(need.before, need.limit, (row) => row.userId === need.userId)
      case 'system_rows':
        return newestFirst(
          need.before,
          need.limit,
          (row) => row.kind === 'system' && row.version > need.after,
        )
      case 'shape_rows':
        return newestFirst(need.before, need.limit, (row) => {
          const touched = touchedCells(row.changes)
          // Every other page is as a reader gives it whose index knows the cells.
          const isExact = need.before % 2 === 0
          return need.wanted.some((wanted) => {
            const touch = touched.get(wanted.subject)
            return touch !== undefined && (!isExact || isWanted(touch, wanted))
          })
        })
      case 'marks':
        return rows.filter((row) => namedVersions(row).some((version) => need.versions.includes(version)))
      case 'older_marks':
        return rows.filter(
          (row) => row.version >= need.from && namedVersions(row).some((version) => version < need.from),
        )
      case 'rows':
        return rows.filter((row) => need.versions.includes(row.version))
      case 'named_rows':
        return rows.filter((row) => need.ids.includes(row.id))
    }
  }

  const log: MemoryLog = {
    rows,
    state,
    reader: {
      rows(need) {
        const found = read(need)
        rowsRead += found.length
        return found
      },
      state: (version) => log.stateAt(version),
    },
    get rowsRead() {
      return rowsRead
    },
    append(row, changes) {
      const parts = partLimits === undefined ? [changes] : splitIntoParts(changes, partLimits)
      for (const [position, part] of parts.entries()) {
        const version = rows.length + 1
        const { undoOf: _named, ...rest } = row
        const header = position === 0 ? row : rest
        const set = parts.length > 1 ? { part: [position + 1, parts.length] as const } : {}
        const committed = { ...header, ...set, version, id: operationIdOf(version), changes: part }
        rows.push(committed)
        applyRow(state, committed)
      }
      return rows.length
    },
    propose(row, changes) {
      const resolved = resolve(state, changes)
      if (!resolved.ok) return undefined
      const { rebalance } = resolved.value
      if (rebalance !== undefined) log.append({ kind: 'system' }, rebalance)
      return log.append(row, resolved.value.changes)
    },
    undo: (userId, request) =>
      commit('undo', userId, runPlan(planUndo({ state, userId, ...request }), log.reader)),
    redo: (userId, request) =>
      commit('redo', userId, runPlan(planRedo({ state, userId, ...request }), log.reader)),
    restore: (userId, version, shapeIds) => {
      const target = log.stateAt(version)
      return commit('restore', userId, planRestore({ state, target, ...(shapeIds && { shapeIds }) }))
    },
    revert: (userId, range) => commit('revert', userId, runPlan(planRevert({ state, ...range }), log.reader)),
    stateAt: (version) => replay(rows.slice(0, version)),
  }

  function commit(kind: HistoryRow['kind'], userId: UserId, plan: HistoryPlan): HistoryPlan {
    if (plan.kind === 'nothing') return plan
    const { undoOf } = plan
    log.append({ kind, userId, ...(undoOf !== undefined && { undoOf }) }, plan.changes)
    return plan
  }

  return log
}

import { applyRow } from '../apply.ts'
import type { CanvasState } from '../canvas-state.ts'
import type { CellValue, Change } from '../change.ts'
import type { OperationId, UserId } from '../ids.ts'
import { writable } from '../layered-state.ts'
import type { OperationKind } from '../operation.ts'
import { effectiveShape } from '../shape-cells.ts'
import {
  type HistoryPlan,
  type HistoryRow,
  isWriteKind,
  type RowsNeed,
  type WantedCells,
} from './history-row.ts'
import { runPlan } from './plan-driver.ts'
import { planRedo } from './plan-redo.ts'
import { planUndo } from './plan-undo.ts'
import { touchedCells } from './row-touches.ts'

/** An operation that is in nobody's log yet, with the changes it came to on the view. */
export interface PendingRow {
  readonly id: OperationId
  readonly kind: OperationKind
  readonly gesture?: string
  readonly undoOf?: readonly number[]
  readonly changes: readonly Change[]
}

/**
 * A user's pending operations as if they were the next rows of the log, so that an undo of one of them can be planned as
 * the server will plan it (UN8). Of what is confirmed only the values are known, not who wrote them: they count as
 * somebody's write, older than everything pending.
 */
export interface PendingLog {
  append(row: PendingRow): void
  /**
   * Plans an undo of these operations, or a redo of the undo with this id.
   * @param view what the pending rows have made of the confirmed state; it is not written
   * @returns null when not every row concerned is in here: then only the server knows
   */
  plan(
    direction: 'undo' | 'redo',
    target: readonly OperationId[],
    view: CanvasState,
  ): Extract<HistoryPlan, { kind: 'commit' }> | null
}

/** A planner asks for a state from before what is confirmed. */
class UnknownPast extends Error {}

/** The planners want a user; in here there is but one. */
const author = 'pending' as UserId

export function pendingLog(confirmed: CanvasState): PendingLog {
  const base = confirmed.version
  const rows: HistoryRow[] = []
  const byId = new Map<OperationId, HistoryRow>()
  const bySubject = new Map<string, HistoryRow[]>()

  /** Newest first, as the planners ask for pages. */
  const page = (found: readonly HistoryRow[], { before, limit }: { before: number; limit: number }) =>
    found
      .filter((row) => row.version < before)
      .sort((a, b) => b.version - a.version)
      .slice(0, limit)

  function answer(need: RowsNeed): readonly HistoryRow[] {
    switch (need.need) {
      case 'user_rows':
        return page(rows, need)
      case 'shape_rows': {
        const found = new Set(need.wanted.flatMap(({ subject }) => bySubject.get(subject) ?? []))
        return page([...found, baseRow(confirmed, need.wanted)], need)
      }
      case 'marks': {
        const versions = new Set(need.versions)
        return rows.filter((row) => row.undoOf?.some((version) => versions.has(version)))
      }
      case 'older_marks':
        return rows.filter(
          (row) => row.version >= need.from && row.undoOf?.some((version) => version < need.from),
        )
      case 'rows':
        return need.versions.flatMap((version) => rows[version - base - 1] ?? [])
      case 'named_rows':
        return need.ids.flatMap((id) => byId.get(id) ?? [])
      case 'system_rows':
        return []
    }
  }

  /** What stood there after a row, or as confirmed; what was before that only the server knows. */
  function stateAt(version: number): CanvasState {
    if (version < base) throw new UnknownPast()
    if (version === base) return confirmed
    const state = confirmed.fork()
    for (const row of rows.slice(0, version - base)) applyRow(state, row)
    return state
  }

  /** Whether everything a plan would switch is in here. */
  function isKnown(direction: 'undo' | 'redo', target: readonly OperationId[]): boolean {
    const named = target.map((id) => byId.get(id))
    if (direction === 'undo') return named.every((row) => row !== undefined && isWriteKind(row.kind))
    const [undone] = named
    return named.length === 1 && undone?.kind === 'undo' && (undone.undoOf?.length ?? 0) > 0
  }

  return {
    append(pending) {
      const row: HistoryRow = { ...pending, version: base + rows.length + 1, userId: author }
      rows.push(row)
      byId.set(row.id, row)
      for (const subject of touchedCells(row.changes).keys()) {
        const known = bySubject.get(subject)
        if (known === undefined) bySubject.set(subject, [row])
        else known.push(row)
      }
    },
    plan(direction, target, view) {
      if (target.length === 0 || !isKnown(direction, target)) return null
      const state = view.fork()
      writable(state).setVersion(base + rows.length)
      const input = { state, userId: author, target }
      const planner = direction === 'undo' ? planUndo(input) : planRedo(input)
      try {
        const plan = runPlan(planner, { rows: answer, state: stateAt })
        return plan.kind === 'commit' ? plan : null
      } catch (error) {
        // Where a shape stood among former neighbours: the log tells, and it is not here.
        if (error instanceof UnknownPast) return null
        throw error
      }
    },
  }
}

/** What is confirmed, as one row that wrote all of it. */
function baseRow(confirmed: CanvasState, wanted: readonly WantedCells[]): HistoryRow {
  const changes = wanted.flatMap(({ subject, cells }): Change[] => {
    if (subject === '@canvas') {
      const set: { readonly [cell: string]: CellValue } = confirmed.canvas
      return [{ kind: 'canvas', set, unset: (cells ?? []).filter((cell) => !Object.hasOwn(set, cell)) }]
    }
    const shape = confirmed.get(subject)
    return shape === undefined ? [] : [{ kind: 'create', shape: effectiveShape(shape) }]
  })
  const id = '' as OperationId
  return { version: confirmed.version, id, kind: 'import', changes }
}

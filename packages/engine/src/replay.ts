import { type AppliedRow, applyRow } from './apply.ts'
import type { CanvasState } from './canvas-state.ts'
import { emptyState } from './layered-state.ts'

/**
 * The state after rows of the log, in version order (SN1).
 * @param from the state to go on from, written in place; the empty canvas when absent
 */
export function replay(rows: Iterable<AppliedRow>, from: CanvasState = emptyState()): CanvasState {
  for (const row of rows) applyRow(from, row)
  return from
}

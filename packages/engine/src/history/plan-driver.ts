import type { CanvasState } from '../canvas-state.ts'
import type { HistoryAnswer, HistoryNeed, HistoryRow, Planner, RowsNeed } from './history-row.ts'

/** Where a planner's reads come from, when they are at hand: a client's rows, a test, the simulator. */
export interface HistoryReader {
  rows(need: RowsNeed): readonly HistoryRow[]
  state(version: number): CanvasState
}

/** The same over a database. */
export interface AsyncHistoryReader {
  rows(need: RowsNeed): Promise<readonly HistoryRow[]>
  state(version: number): Promise<CanvasState>
}

/** Runs a planner to its end over rows at hand. */
export function runPlan<T>(planner: Planner<T>, reader: HistoryReader): T {
  let step = planner.next()
  while (!step.done) {
    const need = step.value
    step = planner.next(
      need.need === 'state'
        ? { kind: 'state', state: reader.state(need.version) }
        : { kind: 'rows', rows: reader.rows(need) },
    )
  }
  return step.value
}

/** Runs a planner to its end, awaiting each read. A failing read rejects and ends the planner. */
export async function drivePlan<T>(planner: Planner<T>, reader: AsyncHistoryReader): Promise<T> {
  let step = planner.next()
  while (!step.done) step = planner.next(await answer(step.value, reader))
  return step.value
}

async function answer(need: HistoryNeed, reader: AsyncHistoryReader): Promise<HistoryAnswer> {
  if (need.need === 'state') return { kind: 'state', state: await reader.state(need.version) }
  return { kind: 'rows', rows: await reader.rows(need) }
}

import type { CanvasState } from '../canvas-state.ts'
import type { HistoryRow, Planner, RowsNeed } from './history-row.ts'

const versionsPerReadMax = 1_000
const pageRowsMax = 2_048

/** Rows per page: small at first, since most searches end early, then growing so that long ones take few reads. */
export function nextPageRows(rows: number): number {
  return Math.min(rows * 4, pageRowsMax)
}

/** One read of rows; an answer of another kind counts as none. */
export function* readRows(need: RowsNeed): Planner<readonly HistoryRow[]> {
  const answer = yield need
  return answer.kind === 'rows' ? answer.rows : []
}

/** The rows of these versions that exist, in version order. */
export function* readVersions(versions: readonly number[]): Planner<readonly HistoryRow[]> {
  const rows: HistoryRow[] = []
  for (let i = 0; i < versions.length; i += versionsPerReadMax) {
    rows.push(...(yield* readRows({ need: 'rows', versions: versions.slice(i, i + versionsPerReadMax) })))
  }
  return rows.sort((a, b) => a.version - b.version)
}

/** Undo and redo rows that name any of these versions. */
export function* readMarks(versions: readonly number[]): Planner<readonly HistoryRow[]> {
  const rows: HistoryRow[] = []
  for (let i = 0; i < versions.length; i += versionsPerReadMax) {
    rows.push(...(yield* readRows({ need: 'marks', versions: versions.slice(i, i + versionsPerReadMax) })))
  }
  return rows
}

/** The canvas as it was at a version, if the reader can tell. */
export function* readState(version: number): Planner<CanvasState | undefined> {
  const answer = yield { need: 'state', version }
  return answer.kind === 'state' ? answer.state : undefined
}

/** The rows of a page below `before`, newest first, whatever order they came in. */
export function sortedPage(rows: readonly HistoryRow[], before: number): readonly HistoryRow[] {
  return rows.filter((row) => row.version < before).sort((a, b) => b.version - a.version)
}

import type { AsyncHistoryReader, HistoryRow, RowsNeed } from '@flowstate/engine'
import { applyRow, touchedCells } from '@flowstate/engine'
import type { CanvasLogsDeps } from '../log/commit-deps.ts'
import type { CommitDraft } from '../log/commit-draft.ts'
import type { LiveCanvas } from '../log/live-canvas.ts'
import type { StoredRow } from '../log/log-store.ts'
import type { StatesAt } from '../log/states-at.ts'

/** Planners judge these rows by their headers alone; their changes are not even parsed. */
function headerRow(stored: StoredRow): HistoryRow {
  return { ...JSON.parse(stored.header), changes: [] }
}

function wholeRow(stored: StoredRow): HistoryRow {
  return { ...JSON.parse(stored.header), changes: JSON.parse(stored.changes) }
}

/**
 * Reads for the planners of undo, redo and revert: the log on disk, and before it the rows this very commit has accepted
 * already, so that a plan never looks at less than the state it is made on.
 */
export function createPlanReader(
  world: { readonly canvas: LiveCanvas; readonly draft: CommitDraft },
  deps: CanvasLogsDeps,
  states: StatesAt,
): AsyncHistoryReader {
  const { canvas, draft } = world
  const { history } = deps.store
  const { key, version: headVersion } = canvas.head

  function drafted(matches: (row: HistoryRow) => boolean, before: number): HistoryRow[] {
    const found: HistoryRow[] = []
    for (const { operation } of draft.rows) {
      if (operation.version < before && matches(operation)) found.push(operation)
    }
    return found.reverse()
  }

  /** A page, newest first: rows of the draft, then what the store has below them. */
  async function page(
    need: { readonly before: number; readonly limit: number },
    newest: readonly HistoryRow[],
    read: (query: { key: typeof key; before: number; limit: number }) => Promise<readonly HistoryRow[]>,
  ): Promise<readonly HistoryRow[]> {
    if (newest.length >= need.limit) return newest.slice(0, need.limit)
    const before = Math.min(need.before, headVersion + 1)
    const older = await read({ key, before, limit: need.limit - newest.length })
    return [...newest, ...older]
  }

  return {
    async rows(need: RowsNeed) {
      switch (need.need) {
        case 'user_rows': {
          const newest = drafted((row) => row.userId === need.userId, need.before)
          return page(need, newest, async (query) =>
            (await history.userRows({ ...query, userId: need.userId })).map(headerRow),
          )
        }
        case 'shape_rows': {
          const subjects = need.wanted.map((wanted) => wanted.subject)
          const touches = (row: HistoryRow): boolean => {
            const touched = touchedCells(row.changes)
            return subjects.some((subject) => touched.has(subject))
          }
          return page(need, drafted(touches, need.before), async (query) =>
            (await history.shapeRows({ ...query, subjects })).map(wholeRow),
          )
        }
        case 'system_rows': {
          const newest = drafted((row) => row.kind === 'system' && row.version > need.after, need.before)
          return page(need, newest, async (query) =>
            (await history.systemRows({ ...query, after: need.after })).map(wholeRow),
          )
        }
        case 'marks': {
          const named = new Set(need.versions)
          const marks = (row: HistoryRow): boolean => (row.undoOf ?? []).some((version) => named.has(version))
          const newest = drafted(marks, Number.POSITIVE_INFINITY)
          const older = await history.marks({ key, versions: need.versions, before: headVersion + 1 })
          return [...newest, ...older.map(headerRow)]
        }
        case 'older_marks': {
          const { from } = need
          const reaches = (row: HistoryRow): boolean =>
            row.version >= from && (row.undoOf ?? []).some((version) => version < from)
          const newest = drafted(reaches, Number.POSITIVE_INFINITY)
          const older = await history.olderMarks({ key, from, before: headVersion + 1 })
          return [...newest, ...older.map(headerRow)]
        }
        case 'named_rows': {
          const named = new Set(need.ids)
          const newest = drafted((row) => named.has(row.id), Number.POSITIVE_INFINITY)
          const outcomes = await deps.store.readOutcomes(key, need.ids)
          const older = [...outcomes.values()].flatMap((found) =>
            found.kind === 'row' && found.row.version <= headVersion ? [headerRow(found.row)] : [],
          )
          return [...newest, ...older]
        }
        case 'rows': {
          const named = new Set(need.versions)
          const newest = drafted((row) => named.has(row.version), Number.POSITIVE_INFINITY)
          const stored: number[] = []
          const recent: HistoryRow[] = []
          for (const version of need.versions) {
            const cached = canvas.tail.at(version)
            if (cached !== undefined) recent.push(cached.operation)
            else if (version <= headVersion) stored.push(version)
          }
          if (stored.length === 0) return [...newest, ...recent]
          const older = await deps.store.readRowsByVersion(key, stored)
          return [...newest, ...recent, ...older.map(wholeRow)]
        }
      }
    },
    async state(version) {
      const base = await states.read(canvas, Math.min(version, headVersion))
      if (base === null) throw new Error(`no state at ${version}`)
      for (const { operation } of draft.rows) if (operation.version <= version) applyRow(base, operation)
      return base
    },
  }
}

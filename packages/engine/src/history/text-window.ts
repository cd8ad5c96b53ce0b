import type { ShapeId } from '../ids.ts'
import { nextPageRows, readMarks, readRows, readVersions, sortedPage } from './history-pages.ts'
import { aliveCell, type HistoryRow, isWriteKind, type Planner } from './history-row.ts'
import { namedVersions, setVersions } from './row-activity.ts'
import { type TextWrite, textWritesOf } from './text-writes.ts'

export interface TextRow {
  readonly row: HistoryRow
  readonly writes: readonly TextWrite[]
}

/** What the end of a log holds of the text of one shape. */
export interface TextWindow {
  /** Rows of all kinds that write the text or delete the shape, oldest first. */
  readonly rows: readonly TextRow[]
  /** Headers of the undo and redo rows that name any of them. */
  readonly marks: readonly HistoryRow[]
}

/**
 * The end of a log, as far as it concerns the texts of some shapes, so cut that no undo or redo row in it names a row before
 * it that wrote one of these texts. Whatever was shown before its first version is therefore there for good, but for what
 * rows in it delete, and what was not shown stays away: nothing older has to be read (TX3).
 */
export interface TextWindows {
  /** The first version. */
  readonly since: number
  of(id: ShapeId): TextWindow
}

export interface WindowQuery {
  readonly ids: Iterable<ShapeId>
  readonly from: number
  readonly head: number
  /** Gives up where there are more rows. */
  readonly rowsMax?: number
}

/** The rows that write some texts, newest first, read page by page. */
function textRows(ids: ReadonlySet<ShapeId>, head: number, rowsMax: number) {
  const wanted = [...ids].map((subject) => ({ subject, cells: ['text', aliveCell] }))
  const found = new Map<ShapeId, TextRow[]>()
  let read = 0
  let before = head + 1
  let limit = Math.max(16, Math.min(ids.size * 2, 512))
  return {
    /** All from a version on, and maybe more; null when there are too many. */
    *readFrom(since: number): Planner<ReadonlyMap<ShapeId, readonly TextRow[]> | null> {
      while (before > since) {
        if (read > rowsMax) return null
        const page = sortedPage(yield* readRows({ need: 'shape_rows', wanted, before, limit }), before)
        for (const row of page) {
          for (const [id, writes] of textWritesOf(row, ids)) {
            const known = found.get(id)
            if (known === undefined) found.set(id, [{ row, writes }])
            else known.push({ row, writes })
          }
        }
        read += page.length
        before = page.length < limit ? 0 : (page.at(-1)?.version ?? 0)
        limit = nextPageRows(limit)
      }
      return found
    },
  }
}

/** Of the rows before a version that undo and redo rows from it on name, the first one that wrote one of the texts. */
function* firstNamed(ids: ReadonlySet<ShapeId>, since: number): Planner<number> {
  const marks = yield* readRows({ need: 'older_marks', from: since })
  const named = new Set(marks.flatMap(namedVersions).filter((version) => version < since))
  if (named.size === 0) return since
  const rows = yield* readVersions([...named])
  const others = rows.flatMap(setVersions).filter((version) => version < since && !named.has(version))
  const all = others.length === 0 ? rows : [...rows, ...(yield* readVersions(others))]
  return all.reduce(
    (first, row) => (textWritesOf(row, ids).size > 0 ? Math.min(first, row.version) : first),
    since,
  )
}

function namedIn({ row }: TextRow): readonly number[] {
  return isWriteKind(row.kind) ? setVersions(row) : []
}

/**
 * Reads the window from a version on, longer where an undo or redo in it reaches further back. Its cost grows with what was
 * written in these texts since, not with the log.
 * @returns null when there are more rows than the query allows
 */
export function* readTextWindows(query: WindowQuery): Planner<TextWindows | null> {
  const ids = new Set(query.ids)
  const pages = textRows(ids, query.head, query.rowsMax ?? Number.POSITIVE_INFINITY)
  let since = Math.max(1, query.from)
  let found = yield* pages.readFrom(since)
  while (found !== null) {
    const next = yield* firstNamed(ids, since)
    if (next >= since) break
    since = next
    found = yield* pages.readFrom(since)
  }
  if (found === null) return null
  const rows = new Map<ShapeId, readonly TextRow[]>()
  for (const [id, known] of found) {
    rows.set(id, known.filter(({ row }) => row.version >= since).reverse())
  }
  const marks = yield* readMarks([...new Set([...rows.values()].flat().flatMap(namedIn))])
  const marksOf = new Map<number, HistoryRow[]>()
  for (const mark of marks.toSorted((a, b) => a.version - b.version)) {
    for (const version of namedVersions(mark)) {
      const known = marksOf.get(version)
      if (known === undefined) marksOf.set(version, [mark])
      else known.push(mark)
    }
  }
  return {
    since,
    of(id) {
      const own = rows.get(id) ?? []
      return {
        rows: own,
        marks: [...new Set(own.flatMap(namedIn).flatMap((version) => marksOf.get(version) ?? []))],
      }
    },
  }
}

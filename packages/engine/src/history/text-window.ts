import type { ShapeId } from '../ids.ts'
import { nextPageRows, readMarks, readRows, readVersions, sortedPage } from './history-pages.ts'
import { aliveCell, type HistoryRow, isWriteKind, type Planner } from './history-row.ts'
import { namedVersions, setVersions } from './row-activity.ts'
import { type TextWrite, textWritesOf } from './text-writes.ts'

export interface TextRow {
  readonly row: HistoryRow
  readonly writes: readonly TextWrite[]
}

/**
 * The end of a log, as far as it concerns the text of one shape, so cut that no undo or redo row in it names a row before it
 * that wrote this text. Whatever was shown before its first version is therefore there for good, but for what rows in it
 * delete, and what was not shown stays away: nothing older has to be read (TX3).
 */
export interface TextWindow {
  /** The first version. */
  readonly since: number
  /** Rows of all kinds that write the text or delete the shape, oldest first. */
  readonly rows: readonly TextRow[]
  /** Headers of the undo and redo rows that name any of them, oldest first. */
  readonly marks: readonly HistoryRow[]
}

/** The rows that write a text, newest first, read page by page. */
function textRows(id: ShapeId, head: number) {
  const found: TextRow[] = []
  let before = head + 1
  let limit = 16
  return {
    /** All from a version on, and maybe more. */
    *readFrom(since: number): Planner<readonly TextRow[]> {
      while (before > since) {
        const wanted = [{ subject: id, cells: ['text', aliveCell] }]
        const page = sortedPage(yield* readRows({ need: 'shape_rows', wanted, before, limit }), before)
        for (const row of page) {
          const writes = textWritesOf(row, id)
          if (writes.length > 0) found.push({ row, writes })
        }
        before = page.length < limit ? 0 : (page.at(-1)?.version ?? 0)
        limit = nextPageRows(limit)
      }
      return found.filter(({ row }) => row.version >= since)
    },
  }
}

/** Of the rows before a version that undo and redo rows from it on name, the first one that wrote the text. */
function* firstNamed(id: ShapeId, since: number): Planner<number> {
  const marks = yield* readRows({ need: 'older_marks', from: since })
  const named = new Set(marks.flatMap(namedVersions).filter((version) => version < since))
  if (named.size === 0) return since
  const rows = yield* readVersions([...named])
  const others = rows.flatMap(setVersions).filter((version) => version < since && !named.has(version))
  const all = others.length === 0 ? rows : [...rows, ...(yield* readVersions(others))]
  const versions = all.filter((row) => textWritesOf(row, id).length > 0).map((row) => row.version)
  return Math.min(since, ...versions)
}

/** Whether the shape was dead before these rows, which are newest first: then it had no text there to go on from. */
function beginsDead(rows: readonly TextRow[]): boolean {
  for (const { row, writes } of rows.toReversed()) {
    for (const write of writes) {
      if (write.kind === 'gone') return false
      if (write.kind === 'whole' && write.isCreate) return row.kind !== 'edit' && row.kind !== 'import'
    }
  }
  return false
}

/**
 * Reads the window from a version on, longer where an undo or redo in it reaches further back. Its cost grows with what was
 * written in this text since, not with the log.
 */
export function* readTextWindow(id: ShapeId, from: number, head: number): Planner<TextWindow> {
  const pages = textRows(id, head)
  let since = Math.max(1, from)
  for (;;) {
    const rows = yield* pages.readFrom(since)
    const next = beginsDead(rows) ? 1 : yield* firstNamed(id, since)
    if (next < since) {
      since = next
      continue
    }
    const versions = rows.flatMap(({ row }) => (isWriteKind(row.kind) ? setVersions(row) : []))
    const marks = yield* readMarks([...new Set(versions)])
    return { since, rows: rows.toReversed(), marks: marks.toSorted((a, b) => a.version - b.version) }
  }
}

import type { OperationHeader } from '@flowstate/engine'
import { int4Array, textArray } from '../storage/binary-array.ts'
import type { Db } from '../storage/database.ts'
import { advanceIndex } from './advance-index.ts'
import { type RowColumns, rowColumns, storedRow } from './log-columns.ts'
import type { CanvasKey, HistoryIndex, StoredRow } from './log-store.ts'
import { changeSubjects, systemSubject, userSubject } from './row-index-entries.ts'

const statements = {
  indexed: { name: 'history-indexed', text: 'select indexed_version from canvases where key = $1' },
  // The newest of each subject, then the newest of all: a shape touched a million times costs no more than its page.
  touched: {
    name: 'history-touched',
    text: `select f.* from (
        select distinct t.version from unnest($2::text[]) as wanted (subject)
        cross join lateral (select version from touches where canvas_key = $1 and subject = wanted.subject
          and version > $3 and version < $4 order by version desc limit $5) as t
        order by t.version desc limit $5) as page
      cross join lateral
        (select ${rowColumns} from operations o where o.canvas_key = $1 and o.version = page.version offset 0) as f`,
  },
  marked: {
    name: 'history-marked',
    text: `select f.* from (
        select distinct m.version from unnest($2::int4[]) as wanted (version)
        cross join lateral (select version from undo_marks where canvas_key = $1 and target_version = wanted.version
          and version < $3 offset 0) as m) as marks
      cross join lateral
        (select ${rowColumns} from operations o where o.canvas_key = $1 and o.version = marks.version offset 0) as f`,
  },
  reaching: {
    name: 'history-reaching',
    text: `select f.* from (
        select distinct version from undo_marks
        where canvas_key = $1 and target_version < $2 and version >= $2 and version < $3) as marks
      cross join lateral
        (select ${rowColumns} from operations o where o.canvas_key = $1 and o.version = marks.version offset 0) as f`,
  },
  // A row is worth parsing only if its text holds what is looked for.
  tail: {
    name: 'history-tail',
    text: `select ${rowColumns} from operations o where o.canvas_key = $1 and o.version > $2 and o.version < $3
        and ($4::text is null or strpos(o.header, $4) > 0)
        and (cardinality($5::text[]) = 0
          or exists (select from unnest($5::text[]) as wanted (part) where strpos(o.changes, wanted.part) > 0))
      order by o.version desc limit $6`,
  },
} as const

const tailPageRows = 500
/** Beyond this many shapes, looking for each in every row costs more than parsing the row. */
const searchedShapesMax = 16

interface TailSearch {
  readonly key: CanvasKey
  readonly after: number
  readonly before: number
  readonly limit: number
  readonly inHeader: string | null
  readonly inChanges: readonly string[]
  readonly matches: (row: StoredRow) => boolean
}

/** The derived index behind the head (SN4), and the readers that join it with the rows it has not reached yet. */
export function historyIndex(db: Pick<Db, 'hot'>): HistoryIndex {
  /** Read first: what the index covers only grows, so the tail above this version misses nothing. */
  async function indexedVersion(key: CanvasKey): Promise<number> {
    const [canvas] = await db.hot<{ indexed_version: number }>(statements.indexed, [key])
    return canvas?.indexed_version ?? 0
  }

  async function tailRows(search: TailSearch): Promise<StoredRow[]> {
    const { key, after, limit, inHeader, inChanges, matches } = search
    const found: StoredRow[] = []
    let { before } = search
    while (before > after + 1 && found.length < limit) {
      const values = [key, after, before, inHeader, textArray(inChanges), tailPageRows]
      const page = (await db.hot<RowColumns>(statements.tail, values)).map(storedRow)
      for (const row of page) if (found.length < limit && matches(row)) found.push(row)
      before = page.length < tailPageRows ? 0 : (page.at(-1)?.version ?? 0)
    }
    return found
  }

  async function newestFirst(subjects: readonly string[], search: TailSearch): Promise<readonly StoredRow[]> {
    const indexed = await indexedVersion(search.key)
    const tail = await tailRows({ ...search, after: Math.max(search.after, indexed) })
    if (tail.length >= search.limit) return tail
    const before = Math.min(search.before, indexed + 1)
    const values = [search.key, textArray(subjects), search.after, before, search.limit - tail.length]
    const older = (await db.hot<RowColumns>(statements.touched, values)).map(storedRow)
    return [...tail, ...older.sort((a, b) => b.version - a.version)]
  }

  return {
    advance: (key, upTo, known) => advanceIndex(db, key, upTo, known),
    userRows: ({ userId, ...page }) =>
      newestFirst([userSubject(userId)], {
        ...page,
        after: 0,
        inHeader: userId,
        inChanges: [],
        matches: (row) => header(row).userId === userId,
      }),
    shapeRows({ subjects, ...page }) {
      const wanted = new Set(subjects)
      const texts = subjects.map((subject) => (subject === '@canvas' ? '"kind":"canvas"' : subject))
      return newestFirst(subjects, {
        ...page,
        after: 0,
        inHeader: null,
        inChanges: texts.length > searchedShapesMax ? [] : texts,
        matches: (row) => changeSubjects(row).some((subject) => wanted.has(subject)),
      })
    },
    systemRows: (page) =>
      newestFirst([systemSubject], {
        ...page,
        inHeader: '"kind":"system"',
        inChanges: [],
        matches: (row) => header(row).kind === 'system',
      }),
    async marks({ key, versions, before }) {
      const named = new Set(versions)
      const indexed = await indexedVersion(key)
      const tail = await tailRows({
        key,
        after: indexed,
        before,
        limit: Number.POSITIVE_INFINITY,
        inHeader: '"undoOf":',
        inChanges: [],
        matches: (row) => (header(row).undoOf ?? []).some((version) => named.has(version)),
      })
      const values = [key, int4Array(versions), Math.min(before, indexed + 1)]
      const older = (await db.hot<RowColumns>(statements.marked, values)).map(storedRow)
      return [...tail, ...older.sort((a, b) => b.version - a.version)]
    },
    async olderMarks({ key, from, before }) {
      const indexed = await indexedVersion(key)
      const tail = await tailRows({
        key,
        after: Math.max(from - 1, indexed),
        before,
        limit: Number.POSITIVE_INFINITY,
        inHeader: '"undoOf":',
        inChanges: [],
        matches: (row) => (header(row).undoOf ?? []).some((version) => version < from),
      })
      const values = [key, from, Math.min(before, indexed + 1)]
      const older = (await db.hot<RowColumns>(statements.reaching, values)).map(storedRow)
      return [...tail, ...older.sort((a, b) => b.version - a.version)]
    },
  }
}

function header(row: StoredRow): OperationHeader {
  return JSON.parse(row.header)
}

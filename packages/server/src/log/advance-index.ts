import type { UserId } from '@flowstate/engine'
import { int4Array, textArray, uuidArray } from '../storage/binary-array.ts'
import type { Db } from '../storage/database.ts'
import { type RowColumns, rowColumns, storedRow } from './log-columns.ts'
import type { CanvasKey, KnownRow, StoredRow } from './log-store.ts'
import { rowIndexEntries } from './row-index-entries.ts'

const rowsPerStep = 1_000
const bytesPerStep = 4 * 1024 * 1024

const statements = {
  unindexed: {
    name: 'index-unindexed',
    text: `select * from (
        select ${rowColumns}, c.indexed_version, sum(octet_length(o.changes))
            over (order by o.version rows between unbounded preceding and 1 preceding) as before
        from canvases c cross join lateral (select * from operations
          where canvas_key = $1 and version > c.indexed_version and version <= $2 order by version limit $3) as o
        where c.key = $1) as page
      where before is null or before < $4 order by version`,
  },
  // Every write hangs on the moved mark, so a step that another instance has taken already writes nothing.
  write: {
    name: 'index-write',
    text: `with moved as (
        update canvases set indexed_version = $3 where key = $1 and indexed_version = $2 returning key
      ), touched as (
        insert into touches (canvas_key, subject, version)
        select moved.key, t.subject, t.version from moved, unnest($4::text[], $5::int4[]) as t (subject, version)
        on conflict do nothing
      ), marked as (
        insert into undo_marks (canvas_key, target_version, version)
        select moved.key, m.target, m.version from moved, unnest($6::int4[], $7::int4[]) as m (target, version)
        on conflict do nothing
      ), counted as (
        insert into activity as known (user_id, canvas_key, bucket, count)
        select a.user_id, moved.key, a.bucket, a.count
        from moved, unnest($8::uuid[], $9::int4[], $10::int4[]) as a (user_id, bucket, count)
        on conflict (user_id, canvas_key, bucket) do update set count = known.count + excluded.count
      ) select count(*)::integer as moved from moved`,
  },
  indexed: { name: 'index-position', text: 'select indexed_version from canvases where key = $1' },
} as const

/**
 * Writes touches, undo marks and activity for rows up to a version (SN4), a step at a time so that no step holds the
 * canvas row for long. Each step moves `indexed_version` in the same statement: repeated or raced, it counts once.
 * @param known rows the caller has in memory: when they begin where the index ends, they are not read again
 * @returns the version the index has reached
 */
export async function advanceIndex(
  db: Pick<Db, 'hot'>,
  key: CanvasKey,
  upTo: number,
  known: readonly KnownRow[] = [],
): Promise<number> {
  for (let at = 0; at < known.length; at += rowsPerStep) {
    const step = known.slice(at, at + rowsPerStep)
    const [first, last] = [step[0], step.at(-1)]
    if (first === undefined || last === undefined) break
    const moved = await writeStep(db, { key, from: first.version - 1, to: last.version }, step)
    if (!moved) break
    if (last.version >= upTo) return last.version
  }
  while (true) {
    const values = [key, upTo, rowsPerStep, bytesPerStep]
    const page = await db.hot<RowColumns & { indexed_version: number }>(statements.unindexed, values)
    const from = page[0]?.indexed_version
    const to = page.at(-1)?.version
    if (from === undefined || to === undefined) break
    await writeStep(
      db,
      { key, from, to },
      page.map((columns) => knownRow(storedRow(columns))),
    )
  }
  const [canvas] = await db.hot<{ indexed_version: number }>(statements.indexed, [key])
  return canvas?.indexed_version ?? 0
}

/** A stored row as the index reads it. */
export function knownRow({ version, header, changes }: StoredRow): KnownRow {
  return { version, operation: { ...JSON.parse(header), changes: JSON.parse(changes) } }
}

/** False when the index was not at `from`: somebody else has moved it. */
async function writeStep(
  db: Pick<Db, 'hot'>,
  { key, from, to }: { readonly key: CanvasKey; readonly from: number; readonly to: number },
  rows: readonly KnownRow[],
): Promise<boolean> {
  const [result] = await db.hot<{ moved: number }>(statements.write, [key, from, to, ...entryArrays(rows)])
  return result?.moved === 1
}

function entryArrays(rows: readonly KnownRow[]): Buffer[] {
  const touches: { subject: string; version: number }[] = []
  const marks: { target: number; version: number }[] = []
  const counts = new Map<string, { userId: UserId; bucket: number; count: number }>()
  for (const row of rows) {
    const entries = rowIndexEntries(row.operation)
    for (const subject of entries.subjects) touches.push({ subject, version: row.version })
    for (const target of new Set(entries.marks)) marks.push({ target, version: row.version })
    if (entries.activity === undefined) continue
    const { userId, bucket } = entries.activity
    const name = `${userId} ${bucket}`
    counts.set(name, { userId, bucket, count: (counts.get(name)?.count ?? 0) + 1 })
  }
  // Always in one order: two instances that count the same people never wait for each other in a circle.
  const counted = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
  return [
    textArray(touches.map((touch) => touch.subject)),
    int4Array(touches.map((touch) => touch.version)),
    int4Array(marks.map((mark) => mark.target)),
    int4Array(marks.map((mark) => mark.version)),
    uuidArray(counted.map((entry) => entry.userId)),
    int4Array(counted.map((entry) => entry.bucket)),
    int4Array(counted.map((entry) => entry.count)),
  ]
}

import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'
import { fileNames, type OutsideStore } from './object-name.ts'

/** An upload that takes longer than this between announcing its bytes and storing its picture is given up. */
const uploadMinutesMax = 60
/** Somebody may just be reading what a canvas that is deleted had. */
const readMinutesMax = 10

/** Before anything is put into a store outside: should nothing come of it, it is known what lies there. */
export async function announceObject(db: Kysely<Schema>, objectName: string): Promise<void> {
  await sql`
    insert into asset_leftovers (object_name, due_at)
    values (${objectName}, now() + make_interval(mins => ${uploadMinutesMax}))`.execute(db)
}

/** A picture names it now. False when it is being deleted already. In the transaction that stores the picture. */
export async function claimObject(tx: Kysely<Schema>, objectName: string): Promise<boolean> {
  const { rows } = await sql`
    delete from asset_leftovers where object_name = ${objectName} and not doomed
    returning object_name`.execute(tx)
  return rows.length > 0
}

/** When something may be deleted that had readers: soon, or now where they look for it elsewhere. */
export type Due = 'soon' | 'now'

/** No picture names these any more. In the transaction that takes their names away. */
export async function leaveObjects(
  tx: Kysely<Schema>,
  objectNames: readonly string[],
  due: Due = 'soon',
): Promise<void> {
  if (objectNames.length === 0) return
  // Not by the clock of the database: whoever sweeps has another.
  const dueAt = due === 'now' ? sql`'epoch'` : sql`now() + make_interval(mins => ${readMinutesMax})`
  await sql`
    insert into asset_leftovers (object_name, due_at)
    select name, (${dueAt})::timestamptz from unnest(${objectNames}::text[]) as name
    on conflict do nothing`.execute(tx)
}

/** Some of a store that are due, the oldest first, so also those of a round that broke off. From now on nobody can claim them. */
export async function doomLeftovers(
  db: Kysely<Schema>,
  store: OutsideStore,
  { nowMs, countMax }: { readonly nowMs: number; readonly countMax: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ object_name: string }>`
    update asset_leftovers set doomed = true where object_name in (
      select object_name from asset_leftovers where due_at <= ${new Date(nowMs)}
        and (object_name like ${fileNames}) = ${store === 'files'}
      order by due_at limit ${countMax} for update skip locked)
    returning object_name`.execute(db)
  return rows.map((row) => row.object_name)
}

/** They are in the store no more. */
export async function forgetLeftovers(db: Kysely<Schema>, objectNames: readonly string[]): Promise<void> {
  await sql`delete from asset_leftovers where object_name = any(${objectNames}::text[]) and doomed`.execute(
    db,
  )
}

import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'
import type { CleanImage } from './image-type.ts'
import { type Due, leaveObjects } from './leftover-repo.ts'
import { fileNames, type OutsideStore, type StoreKind } from './object-name.ts'

/** Where the bytes of a picture are. Those in its row come first: a store outside may have had others before. */
export interface AssetPlace {
  readonly inside: boolean
  /** Outside: says in which store, too. */
  readonly objectName: string | null
}

export function isSamePlace(one: AssetPlace, other: AssetPlace): boolean {
  return one.inside === other.inside && one.objectName === other.objectName
}

export interface NewAsset extends CleanImage {
  /** SHA-256 of the bytes. */
  readonly id: Uint8Array
}

interface PlaceRow {
  readonly inside: boolean
  readonly object_name: string | null
}

const placeColumns = sql.raw('body is not null as inside, object_name')

const toPlace = (row: PlaceRow): AssetPlace => ({ inside: row.inside, objectName: row.object_name })

/** Null when no canvas has the picture. */
export async function findPlace(db: Kysely<Schema>, id: Uint8Array): Promise<AssetPlace | null> {
  const { rows } = await sql<PlaceRow>`select ${placeColumns} from assets where id = ${id}`.execute(db)
  return rows[0] === undefined ? null : toPlace(rows[0])
}

/** As `findPlace`; the picture stays as it is until the transaction ends. */
export async function lockPlace(tx: Kysely<Schema>, id: Uint8Array): Promise<AssetPlace | null> {
  const { rows } = await sql<PlaceRow>`
    select ${placeColumns} from assets where id = ${id} for no key update`.execute(tx)
  return rows[0] === undefined ? null : toPlace(rows[0])
}

/** As `lockPlace`; a picture that is not there yet is now, still without bytes, which have to follow in the transaction. */
export async function makePlace(tx: Kysely<Schema>, asset: NewAsset): Promise<AssetPlace> {
  const { rows } = await sql<PlaceRow>`
    insert into assets (id, mime_type, width, height, byte_length)
    values (${asset.id}, ${asset.mimeType}, ${asset.width}, ${asset.height}, ${asset.bytes.length})
    on conflict (id) do update set mime_type = excluded.mime_type
    returning ${placeColumns}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('an upsert answers its row')
  return toPlace(row)
}

/** The bytes of a locked picture are outside from now on, and no longer where they were before: that may be deleted. */
export async function setObjectName(
  tx: Kysely<Schema>,
  id: Uint8Array,
  { from, to, due }: { readonly from: string | null; readonly to: string; readonly due: Due },
): Promise<void> {
  await sql`update assets set object_name = ${to}, body = null where id = ${id}`.execute(tx)
  if (from !== null) await leaveObjects(tx, [from], due)
}

/** The bytes of a locked picture are in its row, and nowhere else from now on. */
export async function clearObjectName(
  tx: Kysely<Schema>,
  id: Uint8Array,
  from: string | null,
): Promise<void> {
  await sql`update assets set object_name = null where id = ${id} and body is not null`.execute(tx)
  if (from !== null) await leaveObjects(tx, [from], 'now')
}

const inStore = (store: OutsideStore) =>
  store === 'files' ? sql`object_name like ${fileNames}` : sql`object_name not like ${fileNames}`

/** Whether any picture is in a store outside and nowhere else. */
export async function hasObjects(db: Kysely<Schema>, store: OutsideStore): Promise<boolean> {
  const { rows } = await sql`
    select from assets where body is null and ${inStore(store)} limit 1`.execute(db)
  return rows.length > 0
}

/** Pictures that are in one store and nowhere else are settled there. */
const isElsewhere = (store: StoreKind) =>
  store === 'database'
    ? sql`(body is null or object_name is not null)`
    : sql`(body is not null or object_name is null or not ${inStore(store)})`

/** The ids of those that are not settled in a store, in order. */
export async function listElsewhere(
  db: Kysely<Schema>,
  store: StoreKind,
  page: { readonly after: Uint8Array; readonly countMax: number },
): Promise<readonly Uint8Array[]> {
  const { rows } = await sql<{ id: Uint8Array }>`
    select id from assets where id > ${page.after} and ${isElsewhere(store)}
    order by id limit ${page.countMax}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function countPlaces(
  db: Kysely<Schema>,
  store: StoreKind,
): Promise<{ readonly settled: number; readonly elsewhere: number }> {
  const { rows } = await sql<{ total: number; elsewhere: number }>`
    select count(*) as total, count(*) filter (where ${isElsewhere(store)}) as elsewhere
    from assets`.execute(db)
  const { total = 0, elsewhere = 0 } = rows[0] ?? {}
  return { settled: total - elsewhere, elsewhere }
}

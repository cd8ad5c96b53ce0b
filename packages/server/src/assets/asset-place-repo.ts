import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'
import type { CleanImage } from './image-type.ts'
import { leaveObjects } from './leftover-repo.ts'

/** Where the bytes of a picture are. Those in its row come first: a store outside may have had others before. */
export interface AssetPlace {
  readonly inside: boolean
  /** In the store outside. */
  readonly objectName: string | null
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

/** The bytes of a locked picture are in the store outside from now on, instead of where they were there before. */
export async function setObjectName(
  tx: Kysely<Schema>,
  id: Uint8Array,
  { from, to }: { readonly from: string | null; readonly to: string },
): Promise<void> {
  await sql`update assets set object_name = ${to} where id = ${id}`.execute(tx)
  if (from !== null) await leaveObjects(tx, [from])
}

/** Whether any picture is in the store outside and nowhere else. */
export async function hasObjects(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`
    select from assets where body is null and object_name is not null limit 1`.execute(db)
  return rows.length > 0
}

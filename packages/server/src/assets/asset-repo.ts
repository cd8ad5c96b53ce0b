import { type CanvasId, toHex } from '@flowstate/engine'
import { type Asset, isImageType } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { CanvasKey } from '../log/log-store.ts'
import type { Schema } from '../storage/schema.ts'

export interface NewAsset {
  /** SHA-256 of the bytes. */
  readonly id: Uint8Array
  readonly mimeType: string
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export interface AssetShare {
  readonly canvasId: CanvasId
  /** Pictures the canvas may have at most, and bytes in all. */
  readonly assetsMax: number
  readonly bytesMax: number
}

export type StoreOutcome = 'stored' | 'known' | 'full' | 'no_canvas'

/** The bytes once per hash, and the right of a canvas to show them. In a transaction. */
export async function storeAsset(
  tx: Kysely<Schema>,
  asset: NewAsset,
  { canvasId, assetsMax, bytesMax }: AssetShare,
): Promise<StoreOutcome> {
  const { rows } = await sql<{ key: CanvasKey; known: boolean; count: number; bytes: number }>`
    select c.key, exists (select from canvas_assets k where k.canvas_key = c.key and k.asset_id = ${asset.id}) as known,
      count(a.id) as count, coalesce(sum(a.byte_length), 0)::bigint as bytes
    from canvases c left join canvas_assets ca on ca.canvas_key = c.key left join assets a on a.id = ca.asset_id
    where c.id = ${canvasId} group by c.key`.execute(tx)
  const canvas = rows[0]
  if (canvas === undefined) return 'no_canvas'
  if (canvas.known) return 'known'
  if (canvas.count >= assetsMax || canvas.bytes + asset.bytes.length > bytesMax) return 'full'
  // Held until the end, the canvas cannot go; nor can the bytes, of which somebody may be dropping the last reference.
  const { rows: held } = await sql`select key from canvases where key = ${canvas.key} for key share`.execute(
    tx,
  )
  if (held.length === 0) return 'no_canvas'
  await sql`
    insert into assets (id, mime_type, width, height, byte_length, body)
    values (${asset.id}, ${asset.mimeType}, ${asset.width}, ${asset.height}, ${asset.bytes.length}, ${asset.bytes})
    on conflict (id) do update set mime_type = excluded.mime_type`.execute(tx)
  const { rows: added } = await sql`
    insert into canvas_assets (canvas_key, asset_id) values (${canvas.key}, ${asset.id})
    on conflict do nothing returning asset_id`.execute(tx)
  return added.length === 0 ? 'known' : 'stored'
}

export interface StoredAsset extends Pick<Asset, 'mimeType'> {
  readonly bytes: Uint8Array
}

/** A picture of a canvas; null when the canvas has none of that hash, whatever other canvases have. */
export async function readAsset(
  db: Kysely<Schema>,
  canvasId: CanvasId,
  id: Uint8Array,
): Promise<StoredAsset | null> {
  const row = await db
    .selectFrom('assets as a')
    .innerJoin('canvas_assets as ca', 'ca.asset_id', 'a.id')
    .innerJoin('canvases as c', 'c.key', 'ca.canvas_key')
    .select(['a.mime_type', 'a.body'])
    .where('c.id', '=', canvasId)
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (row === undefined || !isImageType(row.mime_type)) return null
  return { mimeType: row.mime_type, bytes: row.body }
}

/** How many bytes each picture of a canvas has, by its id in hex. */
export async function readAssetSizes(
  db: Kysely<Schema>,
  canvasId: CanvasId,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('assets as a')
    .innerJoin('canvas_assets as ca', 'ca.asset_id', 'a.id')
    .innerJoin('canvases as c', 'c.key', 'ca.canvas_key')
    .select(['a.id', 'a.byte_length'])
    .where('c.id', '=', canvasId)
    .execute()
  return new Map(rows.map((row) => [toHex(row.id), row.byte_length]))
}

/** Those of the pictures a canvas has, by their ids in hex. */
export async function readAssets(
  db: Kysely<Schema>,
  canvasId: CanvasId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredAsset>> {
  const hashes = ids.map((id) => Buffer.from(id, 'hex'))
  const { rows } = await sql<{ id: Uint8Array; mime_type: string; body: Uint8Array }>`
    select a.id, a.mime_type, a.body
    from assets a join canvas_assets ca on ca.asset_id = a.id join canvases c on c.key = ca.canvas_key
    where c.id = ${canvasId} and a.id = any(${hashes}::bytea[])`.execute(db)
  const assets = new Map<string, StoredAsset>()
  for (const { id, mime_type, body } of rows)
    if (isImageType(mime_type)) assets.set(toHex(id), { mimeType: mime_type, bytes: body })
  return assets
}

/** A copy of a canvas may show what the original may. */
export async function shareAssets(db: Kysely<Schema>, from: CanvasId, to: CanvasId): Promise<void> {
  await sql`
    insert into canvas_assets (canvas_key, asset_id)
    select target.key, ca.asset_id
    from canvases source join canvas_assets ca on ca.canvas_key = source.key, canvases target
    where source.id = ${from} and target.id = ${to} on conflict do nothing`.execute(db)
}

/** Takes the pictures of a canvas away from it, and deletes those no other canvas has. In a transaction. */
export async function dropCanvasAssets(tx: Kysely<Schema>, key: CanvasKey): Promise<void> {
  const { rows } = await sql<{ asset_id: Uint8Array }>`
    delete from canvas_assets where canvas_key = ${key} returning asset_id`.execute(tx)
  if (rows.length === 0) return
  const ids = rows.map((row) => row.asset_id)
  // Locked first and counted in a statement of its own: who has just begun to refer to one is seen then. Always in one order.
  await sql`select id from assets where id = any(${ids}::bytea[]) order by id for update`.execute(tx)
  await sql`
    delete from assets a where a.id = any(${ids}::bytea[])
      and not exists (select from canvas_assets ca where ca.asset_id = a.id)`.execute(tx)
}

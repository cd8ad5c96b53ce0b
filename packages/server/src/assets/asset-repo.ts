import { type CanvasId, toHex } from '@flowstate/engine'
import { type Asset, isImageType } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { CanvasKey } from '../log/log-store.ts'
import type { Schema } from '../storage/schema.ts'
import type { AssetPlace } from './asset-place-repo.ts'
import { leaveObjects } from './leftover-repo.ts'

export interface AssetShare {
  readonly canvasId: CanvasId
  /** Pictures the canvas may have at most, and bytes in all. */
  readonly assetsMax: number
  readonly bytesMax: number
}

export type StoreOutcome = 'stored' | 'known' | 'full' | 'no_canvas'

/**
 * The right of a canvas to show a picture. In a transaction.
 * @param withBytes locks the row of the picture, or makes one, once the canvas is sure to take it; false when there are no
 * bytes to show, and then nothing has been changed
 */
export async function shareAsset(
  tx: Kysely<Schema>,
  asset: { readonly id: Uint8Array; readonly byteLength: number; readonly share: AssetShare },
  withBytes: () => Promise<boolean>,
): Promise<StoreOutcome | 'no_bytes'> {
  const { id, byteLength, share } = asset
  const { rows } = await sql<{ key: CanvasKey; known: boolean; count: number; bytes: number }>`
    select c.key, exists (select from canvas_assets k where k.canvas_key = c.key and k.asset_id = ${id}) as known,
      count(a.id) as count, coalesce(sum(a.byte_length), 0)::bigint as bytes
    from canvases c left join canvas_assets ca on ca.canvas_key = c.key left join assets a on a.id = ca.asset_id
    where c.id = ${share.canvasId} group by c.key`.execute(tx)
  const canvas = rows[0]
  if (canvas === undefined) return 'no_canvas'
  const isFull = canvas.count >= share.assetsMax || canvas.bytes + byteLength > share.bytesMax
  if (!canvas.known && isFull) return 'full'
  // Held until the end, the canvas cannot go; nor can the bytes, of which somebody may be dropping the last reference.
  const { rows: held } = await sql`select key from canvases where key = ${canvas.key} for key share`.execute(
    tx,
  )
  if (held.length === 0) return 'no_canvas'
  if (!(await withBytes())) return 'no_bytes'
  const { rows: added } = await sql`
    insert into canvas_assets (canvas_key, asset_id) values (${canvas.key}, ${id})
    on conflict do nothing returning asset_id`.execute(tx)
  return added.length === 0 ? 'known' : 'stored'
}

/** A picture a canvas may show, and where its bytes are. */
export interface KeptAsset extends Pick<Asset, 'id' | 'mimeType'>, AssetPlace {}

/** Those of the pictures, by their ids in hex, a canvas has; whatever other canvases have, it has not. */
export async function findAssets(
  db: Kysely<Schema>,
  canvasId: CanvasId,
  ids: readonly string[],
): Promise<readonly KeptAsset[]> {
  const hashes = ids.map((id) => Buffer.from(id, 'hex'))
  const { rows } = await sql<{
    id: Uint8Array
    mime_type: string
    inside: boolean
    object_name: string | null
  }>`
    select a.id, a.mime_type, a.body is not null as inside, a.object_name
    from assets a join canvas_assets ca on ca.asset_id = a.id join canvases c on c.key = ca.canvas_key
    where c.id = ${canvasId} and a.id = any(${hashes}::bytea[])`.execute(db)
  return rows.flatMap(({ id, mime_type: mimeType, inside, object_name: objectName }) =>
    isImageType(mimeType) ? [{ id: toHex(id), mimeType, inside, objectName }] : [],
  )
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

/** A copy of a canvas may show what the original may. */
export async function shareAssets(db: Kysely<Schema>, from: CanvasId, to: CanvasId): Promise<void> {
  await sql`
    insert into canvas_assets (canvas_key, asset_id)
    select target.key, ca.asset_id
    from canvases source join canvas_assets ca on ca.canvas_key = source.key, canvases target
    where source.id = ${from} and target.id = ${to} on conflict do nothing`.execute(db)
}

/**
 * Takes the pictures of a canvas away from it, and deletes those no other canvas has; what such have in the store outside is left
 * to be deleted there. In a transaction.
 */
export async function dropCanvasAssets(tx: Kysely<Schema>, key: CanvasKey): Promise<void> {
  const { rows } = await sql<{ asset_id: Uint8Array }>`
    delete from canvas_assets where canvas_key = ${key} returning asset_id`.execute(tx)
  if (rows.length === 0) return
  const ids = rows.map((row) => row.asset_id)
  // Locked first and counted in a statement of its own: who has just begun to refer to one is seen then. Always in one order.
  await sql`select id from assets where id = any(${ids}::bytea[]) order by id for update`.execute(tx)
  const { rows: dropped } = await sql<{ object_name: string | null }>`
    delete from assets a where a.id = any(${ids}::bytea[])
      and not exists (select from canvas_assets ca where ca.asset_id = a.id)
    returning a.object_name`.execute(tx)
  await leaveObjects(
    tx,
    dropped.flatMap(({ object_name: name }) => (name === null ? [] : [name])),
  )
}

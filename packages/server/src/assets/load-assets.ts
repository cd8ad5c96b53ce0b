import type { CanvasId } from '@flowstate/engine'
import type { Asset } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { type AssetPlace, findPlace, isSamePlace } from './asset-place-repo.ts'
import { findAssets, type KeptAsset } from './asset-repo.ts'
import { databaseAssetStore } from './database-asset-store.ts'

export type LoadDeps = Pick<Deps, 'db' | 'outsideAssets' | 'log'>

export interface StoredAsset extends Pick<Asset, 'mimeType'> {
  readonly bytes: Uint8Array
}

const loadsAtOnce = 4

/**
 * The bytes of a picture; null when they are not where they should be: the picture has just been deleted, or somebody has taken
 * them from the store outside. One that is moved meanwhile is followed.
 * @throws AssetStoreUnavailable
 */
export async function loadAsset(deps: LoadDeps, asset: KeptAsset): Promise<Uint8Array | null> {
  for (let place: AssetPlace = asset; ; ) {
    const bytes = await readPlace(deps, asset.id, place)
    if (bytes !== null) return bytes
    const next = await findPlace(deps.db.kysely, Buffer.from(asset.id, 'hex'))
    if (next === null) return null
    if (isSamePlace(next, place)) {
      deps.log.warn({ objectName: place.objectName }, 'a picture is missing in its store')
      return null
    }
    place = next
  }
}

/**
 * What is in a place; null when nothing is.
 * @param id of the picture, in hex
 */
export async function readPlace(
  { db, outsideAssets }: Pick<LoadDeps, 'db' | 'outsideAssets'>,
  id: string,
  { inside, objectName }: AssetPlace,
): Promise<Uint8Array | null> {
  if (inside) return databaseAssetStore(db.kysely).get(id)
  return objectName === null ? null : outsideAssets.get(objectName)
}

/**
 * Those of the pictures, by their ids in hex, a canvas has and whose bytes are there.
 * @throws AssetStoreUnavailable
 */
export async function loadAssets(
  deps: LoadDeps,
  canvasId: CanvasId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredAsset>> {
  const waiting = [...(await findAssets(deps.db.kysely, canvasId, ids))]
  const loaded = new Map<string, StoredAsset>()
  const lane = async (): Promise<void> => {
    for (let asset = waiting.shift(); asset !== undefined; asset = waiting.shift()) {
      const bytes = await loadAsset(deps, asset)
      if (bytes !== null) loaded.set(asset.id, { mimeType: asset.mimeType, bytes })
    }
  }
  await Promise.all(Array.from({ length: loadsAtOnce }, lane))
  return loaded
}

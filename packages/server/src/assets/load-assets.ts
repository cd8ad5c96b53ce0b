import type { CanvasId } from '@flowstate/engine'
import type { Asset } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { findAssets, type KeptAsset } from './asset-repo.ts'
import { AssetStoreUnavailable } from './asset-store.ts'
import { databaseAssetStore } from './database-asset-store.ts'

export type LoadDeps = Pick<Deps, 'db' | 'assetStore' | 'log'>

export interface StoredAsset extends Pick<Asset, 'mimeType'> {
  readonly bytes: Uint8Array
}

const loadsAtOnce = 4

/**
 * The bytes of a picture; null when they are not where they should be: the picture has just been deleted, or somebody has taken
 * them from the store outside.
 * @throws AssetStoreUnavailable
 */
export async function loadAsset(deps: LoadDeps, asset: KeptAsset): Promise<Uint8Array | null> {
  const { id, inside, objectName } = asset
  if (inside) return databaseAssetStore(deps.db.kysely).get(id)
  if (deps.assetStore === null || objectName === null)
    throw new AssetStoreUnavailable('the picture is in an S3 store, and S3_ENDPOINT is not set')
  const bytes = await deps.assetStore.get(objectName)
  if (bytes === null) deps.log.warn({ objectName }, 'a picture is missing in the S3 store')
  return bytes
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

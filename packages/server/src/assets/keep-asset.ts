import { toHex } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Schema } from '../storage/schema.ts'
import { findPlace, lockPlace, makePlace, type NewAsset, setObjectName } from './asset-place-repo.ts'
import { type AssetShare, type StoreOutcome, shareAsset } from './asset-repo.ts'
import { AssetStoreUnavailable } from './asset-store.ts'
import { databaseAssetStore } from './database-asset-store.ts'
import { announceObject, claimObject } from './leftover-repo.ts'
import { newObjectName, type OutsideStore, splitObjectName } from './object-name.ts'
import type { OutsideAssets } from './outside-assets.ts'

type KeepDeps = Pick<Deps, 'db' | 'newId' | 'outsideAssets'>
/** Sees to the bytes of a picture in the transaction that shares it; false when it has none. */
type WithBytes = (tx: Kysely<Schema>) => Promise<boolean>

/**
 * Keeps the bytes of a picture, once per hash, and lets a canvas show it: all of it or nothing. Where the bytes go to a store
 * outside, they are there before anything refers to them, and no transaction waits for it.
 * @throws AssetStoreUnavailable
 */
export async function keepAsset(deps: KeepDeps, asset: NewAsset, share: AssetShare): Promise<StoreOutcome> {
  const { chosen } = deps.outsideAssets
  const sharedWith = (withBytes: WithBytes) =>
    deps.db.kysely
      .transaction()
      .execute((tx) =>
        shareAsset(tx, { id: asset.id, byteLength: asset.bytes.length, share }, () => withBytes(tx)),
      )
  const outcome =
    chosen === 'database'
      ? await sharedWith((tx) => putInside(tx, asset))
      : await keepOutside({ ...deps, chosen }, asset, sharedWith)
  if (outcome === 'no_bytes') throw new Error('the bytes were put there just now')
  return outcome
}

async function putInside(tx: Kysely<Schema>, asset: NewAsset): Promise<true> {
  const { inside } = await makePlace(tx, asset)
  if (!inside) await databaseAssetStore(tx).put(toHex(asset.id), asset.bytes)
  return true
}

async function keepOutside(
  deps: KeepDeps & { readonly chosen: OutsideStore },
  asset: NewAsset,
  sharedWith: (withBytes: WithBytes) => Promise<StoreOutcome | 'no_bytes'>,
): Promise<StoreOutcome | 'no_bytes'> {
  const { kysely } = deps.db
  const known = await findPlace(kysely, asset.id)
  // One whose bytes were lost outside is put there anew.
  const isKept = known !== null && (known.inside || (await hasObject(deps.outsideAssets, known.objectName)))
  const shared = await sharedWith(async (tx) => {
    const place = isKept ? await lockPlace(tx, asset.id) : null
    return place !== null && (place.inside || place.objectName === known?.objectName)
  })
  if (shared !== 'no_bytes') return shared
  const objectName = newObjectName(deps.chosen, toHex(asset.id), deps.newId())
  await announceObject(kysely, objectName)
  await deps.outsideAssets.put(objectName, asset.bytes)
  return sharedWith(async (tx) => {
    const { inside, objectName: before } = await makePlace(tx, asset)
    if (inside) return true
    if (!(await claimObject(tx, objectName)))
      throw new AssetStoreUnavailable('the upload took so long that its bytes were given up')
    await setObjectName(tx, asset.id, { from: before, to: objectName, due: 'soon' })
    return true
  })
}

/** What is in a store whose settings are gone counts as lost. */
async function hasObject(assets: OutsideAssets, objectName: string | null): Promise<boolean> {
  if (objectName === null || !assets.reachable.includes(splitObjectName(objectName).store)) return false
  return assets.has(objectName)
}

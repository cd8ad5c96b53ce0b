import { type AssetStore, AssetStoreUnavailable } from './asset-store.ts'
import { type OutsideStore, outsideStores, type StoreKind, splitObjectName } from './object-name.ts'

/** The stores outside the database as one. Names are those the database has for them, which say in which store bytes are. */
export interface OutsideAssets extends AssetStore {
  /** Where the bytes of new pictures go. */
  readonly chosen: StoreKind
  /** Those whose settings are there. */
  readonly reachable: readonly OutsideStore[]
}

/** How an operator says which store is meant. */
const words: Readonly<Record<OutsideStore, string>> = {
  s3: 'an S3 store, and S3_ENDPOINT is not set',
  files: 'files, and ASSET_DIR is not set',
}

export function joinAssetStores(
  chosen: StoreKind,
  stores: Readonly<Record<OutsideStore, AssetStore | null>>,
): OutsideAssets {
  const find = (objectName: string): readonly [AssetStore, string] => {
    const { store, name } = splitObjectName(objectName)
    const found = stores[store]
    if (found !== null) return [found, name]
    throw new AssetStoreUnavailable(`the picture is in ${words[store]}`, { trouble: 'not_set_up' })
  }
  return {
    chosen,
    reachable: outsideStores.filter((store) => stores[store] !== null),
    async put(objectName, bytes) {
      const [store, name] = find(objectName)
      await store.put(name, bytes)
    },
    async get(objectName) {
      const [store, name] = find(objectName)
      return store.get(name)
    },
    async has(objectName) {
      const [store, name] = find(objectName)
      return store.has(name)
    },
    async delete(objectName) {
      const [store, name] = find(objectName)
      await store.delete(name)
    },
  }
}

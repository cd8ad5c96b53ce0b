import type { FreshDatabase } from '../../storage/testing/fresh-database.ts'
import { makePlace } from '../asset-place-repo.ts'
import type { OpenedStore } from '../asset-store.contract.ts'
import { databaseAssetStore } from '../database-asset-store.ts'

/** The rows of a database as a store, with a row for each name that is asked for. */
export async function openDatabaseStore(database: FreshDatabase): Promise<OpenedStore> {
  const { kysely } = database.db
  return {
    store: databaseAssetStore(kysely),
    async nameFor(hash) {
      const id = Buffer.from(hash, 'hex')
      const image = { mimeType: 'image/png', width: 1, height: 1, bytes: new Uint8Array(1) } as const
      await kysely.transaction().execute((tx) => makePlace(tx, { id, ...image }))
      return hash
    },
    close: () => database.remove(),
  }
}

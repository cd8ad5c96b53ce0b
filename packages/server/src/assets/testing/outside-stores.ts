import { type RestHarness, startRest } from '../../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../../storage/testing/fresh-database.ts'
import type { StoreKind } from '../object-name.ts'
import { type AssetDirectory, makeAssetDirectory } from './asset-directory.ts'
import { type FakeS3, startFakeS3 } from './fake-s3.ts'

/** A server that reaches both stores outside its database. */
export interface ServerWithStores {
  readonly rest: RestHarness
  readonly s3: FakeS3
  readonly directory: AssetDirectory
  close(): Promise<void>
}

/** @param chosen where it puts new pictures */
export async function startWithStores(database: FreshDatabase, chosen: StoreKind): Promise<ServerWithStores> {
  const s3 = await startFakeS3()
  const directory = await makeAssetDirectory()
  const env = { PORT: '0', ...s3.env, ...directory.env, ASSET_STORE: chosen }
  const rest = await startRest(database, env)
  return {
    rest,
    s3,
    directory,
    async close() {
      await rest.close()
      await s3.close()
      await directory.close()
    },
  }
}

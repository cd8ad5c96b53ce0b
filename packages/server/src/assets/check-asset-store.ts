import { toHex } from '@flowstate/engine'
import { ConfigError } from '../config-error.ts'
import type { Deps } from '../deps.ts'
import { hasObjects } from './asset-place-repo.ts'
import { type AssetStore, AssetStoreUnavailable } from './asset-store.ts'

const trialBytes = Buffer.from('FlowState was here to see whether it may.\n')
/** A store that takes longer keeps nobody from drawing. */
const waitMsMax = 5_000

type CheckDeps = Pick<Deps, 'db' | 'assetStore' | 'sha256' | 'clock' | 'log'>

/**
 * Before the server takes traffic: whether the store outside can be written to, read and deleted from, found out with an object of
 * a few bytes. One that does not answer just now is a warning.
 * @throws ConfigError when it refuses: its settings are wrong, and will be tomorrow
 */
export async function checkAssetStore(deps: CheckDeps): Promise<void> {
  const { assetStore, clock, log } = deps
  if (assetStore === null) {
    if (await hasObjects(deps.db.kysely))
      log.warn('some pictures are in an S3 store and cannot be shown: S3_ENDPOINT is not set')
    return
  }
  let cancel = () => {}
  const late = new Promise<AssetStoreUnavailable>((resolve) => {
    const isLate = () => resolve(new AssetStoreUnavailable('the S3 store has not answered yet'))
    cancel = clock.after(waitMsMax, isLate)
  })
  const problem = await Promise.race([tryOut(assetStore, deps.sha256), late]).finally(() => cancel())
  if (problem === null) return
  if (problem.refusal === null) log.warn({ err: problem }, 'pictures cannot be reached yet')
  else
    throw new ConfigError(
      `the S3 store refuses (${problem.refusal}): look at S3_ENDPOINT, S3_BUCKET, S3_REGION and the keys, which have to allow putting, getting and deleting objects`,
    )
}

/** What keeps a store from doing its work; null when it does. */
async function tryOut(store: AssetStore, sha256: Deps['sha256']): Promise<AssetStoreUnavailable | null> {
  const name = `${toHex(sha256(trialBytes))}/trial`
  try {
    await store.put(name, trialBytes)
    await store.get(name)
    await store.delete(name)
    return null
  } catch (error) {
    if (error instanceof AssetStoreUnavailable) return error
    throw error
  }
}

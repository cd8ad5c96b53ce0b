import { toHex } from '@flowstate/engine'
import { ConfigError } from '../config-error.ts'
import type { Deps } from '../deps.ts'
import { cannotBeWritten } from '../system-code.ts'
import { hasObjects } from './asset-place-repo.ts'
import { AssetStoreUnavailable } from './asset-store.ts'
import { announceObject, claimObject } from './leftover-repo.ts'
import { newObjectName, type OutsideStore, outsideStores } from './object-name.ts'

const trialBytes = Buffer.from('FlowState was here to see whether it may.\n')
/** A store that takes longer keeps nobody from drawing. */
const waitMsMax = 5_000

type CheckDeps = Pick<Deps, 'config' | 'db' | 'outsideAssets' | 'sha256' | 'newId' | 'clock' | 'log'>

/**
 * Before the server takes traffic: whether the stores outside can be written to, read and deleted from, found out with an object of
 * a few bytes. One that does not answer just now is a warning.
 * @throws ConfigError when one refuses: its settings are wrong, and will be tomorrow
 */
export async function checkAssetStores(deps: CheckDeps): Promise<void> {
  for (const store of outsideStores) {
    if (deps.outsideAssets.reachable.includes(store)) await checkStore(deps, store)
    else if (await hasObjects(deps.db.kysely, store)) deps.log.warn(unreachable[store])
  }
}

const unreachable: Readonly<Record<OutsideStore, string>> = {
  s3: 'some pictures are in an S3 store and cannot be shown: S3_ENDPOINT is not set',
  files: 'some pictures are in files and cannot be shown: ASSET_DIR is not set',
}

async function checkStore(deps: CheckDeps, store: OutsideStore): Promise<void> {
  const { clock, log } = deps
  let cancel = () => {}
  const late = new Promise<AssetStoreUnavailable>((resolve) => {
    const isLate = () => resolve(new AssetStoreUnavailable('the store of pictures has not answered yet'))
    cancel = clock.after(waitMsMax, isLate)
  })
  const problem = await Promise.race([tryOut(deps, store), late]).finally(() => cancel())
  if (problem === null) return
  if (problem.refusal === null) log.warn({ err: problem }, 'pictures cannot be reached yet')
  else throw refusalOf(store, problem.refusal, deps.config.assetDir)
}

function refusalOf(store: OutsideStore, refusal: string, assetDir: string | null): ConfigError {
  return new ConfigError(
    store === 's3'
      ? `the S3 store refuses (${refusal}): look at S3_ENDPOINT, S3_BUCKET, S3_REGION and the keys, which have to allow putting, getting and deleting objects`
      : cannotBeWritten('ASSET_DIR', assetDir ?? '', refusal),
  )
}

/** What keeps a store from doing its work; null when it does. */
async function tryOut(deps: CheckDeps, store: OutsideStore): Promise<AssetStoreUnavailable | null> {
  const { outsideAssets } = deps
  const objectName = newObjectName(store, toHex(deps.sha256(trialBytes)), deps.newId())
  // Should this be the last that is heard of it, it is swept.
  await announceObject(deps.db.kysely, objectName)
  try {
    await outsideAssets.put(objectName, trialBytes)
    await outsideAssets.get(objectName)
    await outsideAssets.delete(objectName)
  } catch (error) {
    if (error instanceof AssetStoreUnavailable) return error
    throw error
  }
  await claimObject(deps.db.kysely, objectName)
  return null
}

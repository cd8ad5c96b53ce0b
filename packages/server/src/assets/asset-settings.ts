import { resolve } from 'node:path'
import { ConfigError } from '../config-error.ts'
import type { Environment } from '../read-environment.ts'
import type { StoreKind } from './object-name.ts'
import { readS3Settings, type S3Settings } from './s3-settings.ts'

/** Where the bytes of pictures are. */
export interface AssetSettings {
  /** Where those of new pictures go. */
  readonly assetStore: StoreKind
  /** Null: there is no S3 store. */
  readonly s3: S3Settings | null
  /** Where those are that are kept as files, absolute; null: nowhere. */
  readonly assetDir: string | null
}

/**
 * The store that is described is the one for new pictures. Where two are, as while pictures are moved, it has to be said which.
 * @throws ConfigError with one line that names the setting
 */
export function readAssetSettings(env: Environment, workingDir: string): AssetSettings {
  const s3 = readS3Settings(env)
  const dir = env.get('ASSET_DIR')
  const assetDir = dir === undefined ? null : resolve(workingDir, dir)
  const chosen = env.get('ASSET_STORE')
  switch (chosen) {
    case undefined:
      if (s3 !== null && assetDir !== null)
        throw new ConfigError(
          'ASSET_STORE must be one of database, s3, files where both S3_ENDPOINT and ASSET_DIR are set',
        )
      return { assetStore: s3 !== null ? 's3' : assetDir !== null ? 'files' : 'database', s3, assetDir }
    case 's3':
      if (s3 === null) throw new ConfigError('S3_ENDPOINT is needed with ASSET_STORE=s3')
      return { assetStore: chosen, s3, assetDir }
    case 'files':
      if (assetDir === null) throw new ConfigError('ASSET_DIR is needed with ASSET_STORE=files')
      return { assetStore: chosen, s3, assetDir }
    case 'database':
      return { assetStore: chosen, s3, assetDir }
    default:
      throw new ConfigError(`ASSET_STORE must be one of database, s3, files, not "${chosen}"`)
  }
}

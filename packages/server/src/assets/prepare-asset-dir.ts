import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../config-error.ts'
import { cannotBeWritten, systemCodeOf } from '../system-code.ts'
import { makeDirectory, syncDirectory } from './durable-files.ts'
import { markName } from './file-asset-store.ts'

const mark =
  'Pictures of FlowState. Keep this file with them: it shows that the directory is the right one.\n'

/**
 * Makes the directory for pictures, for its owner alone, and marks it.
 * @param hasFiles whether the database has pictures that are in it already: then it is not made anew
 * @throws ConfigError when it cannot be made or written to, or is not the one that was marked
 */
export async function prepareAssetDir(directory: string, hasFiles: () => Promise<boolean>): Promise<void> {
  const markPath = join(directory, markName)
  if (await isThere(markPath, directory)) return
  if (await hasFiles())
    throw new ConfigError(
      `ASSET_DIR ${directory} has no file ${markName}, and there are pictures that should be in it: is its disk mounted? If it is the right directory, make that file`,
    )
  try {
    await makeDirectory(directory)
    await writeFile(markPath, mark, { mode: 0o600 })
    await syncDirectory(directory)
  } catch (error) {
    throw cannotBeUsed(directory, error)
  }
}

async function isThere(path: string, directory: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false
    throw cannotBeUsed(directory, error)
  }
}

function cannotBeUsed(directory: string, error: unknown): ConfigError {
  return new ConfigError(cannotBeWritten('ASSET_DIR', directory, systemCodeOf(error)))
}

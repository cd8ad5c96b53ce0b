import { accessSync, constants, mkdirSync } from 'node:fs'
import { ConfigError } from './config-error.ts'
import { cannotBeWritten, systemCodeOf } from './system-code.ts'

/**
 * Makes the data directory, for its owner alone.
 * @throws ConfigError when it cannot be made or written to
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ConfigError(cannotBeWritten('DATA_DIR', dataDir, systemCodeOf(error)))
  }
}

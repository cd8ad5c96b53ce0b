import { existsSync, writeSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { AssetStoreUnavailable } from './assets/asset-store.ts'
import { assetsCommand } from './cli/assets-command.ts'
import { exportCanvas } from './cli/export-canvas.ts'
import { systemClock } from './clock.ts'
import { type Config, readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { StoreUnavailable } from './log/log-store.ts'
import { createServer } from './server.ts'
import { showConfig } from './show-config.ts'
import { createStopSignals } from './stop-signals.ts'
import { DataDirLocked } from './storage/data-dir-lock.ts'
import { EmbeddedDatabaseStopped } from './storage/database-errors.ts'

/** Longer than the waves of SY9; after it the process ends with whatever is left. */
const drainMsMax = 15_000

const foreseen = [
  ConfigError,
  StoreUnavailable,
  AssetStoreUnavailable,
  DataDirLocked,
  EmbeddedDatabaseStopped,
]

/** The line an operator can act on; anything unforeseen keeps its stack. */
function lineFor(error: unknown): string {
  const isForeseen = foreseen.some((kind) => error instanceof kind)
  if (error instanceof Error && isForeseen) return `flowstate: ${error.message}`
  return `flowstate: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

function leave(error: unknown): never {
  try {
    writeSync(2, `${lineFor(error)}\n`)
  } finally {
    process.exit(1)
  }
}

function configured(): Config {
  if (existsSync('.env')) loadEnvFile('.env')
  return readConfig(process.env, process.cwd())
}

async function serve(): Promise<void> {
  const server = await createServer(configured(), { onFatal: leave })
  const stopRequest = createStopSignals(systemClock)
  const end = () => {
    switch (stopRequest()) {
      case 'finish':
        setTimeout(() => leave(new ConfigError('the shutdown took too long')), drainMsMax).unref()
        server.close().then(() => process.exit(0), leave)
        break
      case 'ignore':
        break
      case 'end_now':
        process.exit(1)
    }
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  const { url } = await server.listen().catch(async (error: unknown) => {
    // The data directory is given back in order, not left for the next start to clean up.
    await server.close()
    throw error
  })
  process.stdout.write(`FlowState is on ${url}\n`)
}

const command = process.argv[2]
try {
  if (command === 'config') process.stdout.write(`${showConfig(configured())}\n`)
  else if (command === 'export') {
    await exportCanvas(configured(), process.argv.slice(3))
    process.exit(0)
  } else if (command === 'assets') {
    const say = { out: (text: string) => writeSync(1, text), err: (text: string) => writeSync(2, text) }
    process.exit(await assetsCommand(configured(), process.argv.slice(3), say))
  } else if (command === undefined) await serve()
  else
    throw new ConfigError(
      `there is no command "${command}"; there are "config", "export" and "assets", or none to serve`,
    )
} catch (error) {
  leave(error)
}

import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../clock.ts'
import { openDatabase } from '../database.ts'

const migrations = fileURLToPath(new URL('../migrations', import.meta.url))

/**
 * A directory to copy as the data directory of a test's own. Making a database takes seconds, copying one does not: one with
 * its tables and nothing in them is kept beside the packages, a new one for other migrations. All copies have one epoch.
 */
export async function emptyEmbeddedDatabase(): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const modules = join(dirname(resolve('@electric-sql/pglite')), '../../..')
  const { version } = JSON.parse(readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8'))
  const kept = join(modules, '.cache', `flowstate-empty-${version}-${hashOfMigrations()}`)
  if (existsSync(kept)) return kept
  const making = `${kept}-${randomUUID()}`
  mkdirSync(making, { recursive: true })
  await (await openDatabase({ dataDir: making, clock: systemClock, onFatal: rethrow })).close()
  try {
    renameSync(making, kept)
  } catch {
    // Another test file was faster.
    rmSync(making, { recursive: true })
  }
  return kept
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, name)))
  return hash.digest('hex').slice(0, 16)
}

function rethrow(error: Error): never {
  throw error
}

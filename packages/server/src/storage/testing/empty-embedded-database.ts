import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { openEmbeddedDatabase } from '../pglite/embedded-database.ts'

/**
 * A directory to copy as the data directory of a test's own. Making a database takes seconds, copying one does not: an empty
 * one, without tables, is kept beside the packages.
 */
export async function emptyEmbeddedDatabase(): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  const modules = join(dirname(resolve('@electric-sql/pglite')), '../../..')
  const { version } = JSON.parse(readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8'))
  const kept = join(modules, '.cache', `flowstate-empty-${version}`)
  if (existsSync(kept)) return kept
  const making = `${kept}-${randomUUID()}`
  mkdirSync(making, { recursive: true })
  await (await openEmbeddedDatabase({ directory: making, onFatal: rethrow })).close()
  try {
    renameSync(making, kept)
  } catch {
    // Another test file was faster.
    rmSync(making, { recursive: true })
  }
  return kept
}

function rethrow(error: Error): never {
  throw error
}

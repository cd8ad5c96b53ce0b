import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { systemClock } from '../../clock.ts'
import { type Db, openDatabase } from '../database.ts'
import { emptyEmbeddedDatabase } from './empty-embedded-database.ts'

/** A database of a test's own. */
export interface FreshDatabase {
  readonly db: Db
  /** Set on PostgreSQL only: for connections of the test's own. */
  readonly url?: string
  /** Closes it and removes what it stored. */
  remove(): Promise<void>
}

declare const WebAssembly: { compile(program: Uint8Array): Promise<object> }

/** While somebody holds the compiled program of PGlite, every further thread of this process gets it for nothing. */
let heldProgram: Promise<object> | undefined

function holdProgram(): Promise<object> {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return WebAssembly.compile(readFileSync(join(dirname(pglite), 'pglite.wasm')))
}

function rethrow(error: Error): never {
  throw error
}

/** An embedded database in a new temporary directory. */
export async function freshEmbeddedDatabase(): Promise<FreshDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'flowstate-embedded-'))
  cpSync(await emptyEmbeddedDatabase(), dataDir, { recursive: true })
  heldProgram ??= holdProgram()
  await heldProgram
  const db = await openDatabase({ dataDir, clock: systemClock, onFatal: rethrow })
  return {
    db,
    async remove() {
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A new database in the cluster of the test run. */
export async function freshPostgresDatabase(): Promise<FreshDatabase> {
  const cluster = process.env.FLOWSTATE_TEST_POSTGRES_URL
  if (!cluster) throw new Error('run through vitest: the database project sets FLOWSTATE_TEST_POSTGRES_URL')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new Client({ connectionString: cluster })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(`/${name}`, cluster).href
  const db = await openDatabase({ databaseUrl: url, dataDir: tmpdir(), clock: systemClock, onFatal: rethrow })
  return {
    db,
    url,
    async remove() {
      await db.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

import { mkdirSync } from 'node:fs'
import { Kysely, PostgresDialect } from 'kysely'
import type { Clock } from '../clock.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { guardPool, type RunHot } from './guarded-pool.ts'
import { migrate } from './migrate.ts'
import { openEmbeddedDatabase } from './pglite/embedded-database.ts'
import { keepInShape } from './pglite/embedded-upkeep.ts'
import { embeddedPool, serverPool } from './postgres/postgres-pool.ts'
import type { Schema } from './schema.ts'

/** The database, whichever it is. The embedded one has a single connection: inside a transaction use only what it hands out. */
export interface Db {
  readonly kysely: Kysely<Schema>
  readonly hot: RunHot
  /** Runs `work` in one transaction of hot statements. */
  transaction<T>(work: (hot: RunHot) => Promise<T>): Promise<T>
  /** Identity of this store (SY3). */
  readonly epoch: string
  /** How many statements can run at a time. */
  readonly connectionsMax: number
  /** What an acknowledged write rests on, for the health route. */
  readonly durability: string
  /** Ends every connection; the embedded database writes a checkpoint and gives its directory free. */
  close(): Promise<void>
}

export interface DatabaseConfig {
  /** A PostgreSQL server; without it the embedded database in `dataDir`. */
  readonly databaseUrl?: string
  /** Where the embedded database lives; made when missing. */
  readonly dataDir: string
  readonly clock: Clock
  /** The embedded database stopped while in use: print the line and stop the process. */
  readonly onFatal: (error: Error) => void
  /** Connections to a PostgreSQL server. */
  readonly connectionsMax?: number
}

/**
 * Opens the database and brings its schema up to date.
 * @throws StoreUnavailable when it cannot be reached, DataDirLocked when another process has the directory
 */
export async function openDatabase(config: DatabaseConfig): Promise<Db> {
  return config.databaseUrl === undefined ? openEmbedded(config) : openServer(config, config.databaseUrl)
}

async function openServer({ connectionsMax = 10 }: DatabaseConfig, databaseUrl: string): Promise<Db> {
  const pool = guardPool(serverPool(databaseUrl, connectionsMax))
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool.forKysely }) })
  const close = () => pool.forKysely.end()
  return ready({ kysely, pool, close, connectionsMax, name: 'postgresql' })
}

async function openEmbedded({ dataDir, clock, onFatal }: DatabaseConfig): Promise<Db> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = await lockDataDir(dataDir)
  try {
    const embedded = await openEmbeddedDatabase({ directory: dataDir, onFatal })
    const pool = guardPool(embeddedPool(() => embedded.createStream()))
    const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool.forKysely }) })
    let stopUpkeep = () => {}
    const close = async () => {
      stopUpkeep()
      await pool.forKysely.end()
      await embedded.close()
      await lock.release()
    }
    const db = await ready({ kysely, pool, close, connectionsMax: 1, name: 'embedded' })
    stopUpkeep = keepInShape(db, clock)
    return db
  } catch (error) {
    await lock.release()
    throw error
  }
}

interface Opened {
  readonly kysely: Kysely<Schema>
  readonly pool: ReturnType<typeof guardPool>
  readonly close: () => Promise<void>
  readonly connectionsMax: number
  readonly name: string
}

async function ready({ kysely, pool, close, connectionsMax, name }: Opened): Promise<Db> {
  try {
    await migrate(kysely)
    const { epoch } = await kysely.selectFrom('store').select('epoch').executeTakeFirstOrThrow()
    const [settings] = await pool.hot<{ durability: string }>(readDurability, [])
    const durability = `${name}: ${settings?.durability ?? 'unknown'}`
    return { kysely, hot: pool.hot, transaction: pool.transaction, epoch, connectionsMax, durability, close }
  } catch (error) {
    await close()
    throw error
  }
}

const readDurability = {
  name: 'read-durability',
  text: `select 'fsync=' || current_setting('fsync') || ', synchronous_commit=' || current_setting('synchronous_commit')
    as durability`,
}

import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { losesConnection, statementError, unavailable } from './database-errors.ts'

/** A statement run often: planned once per connection under its name. */
export interface HotStatement {
  readonly name: string
  readonly text: string
}

/** Runs a hot statement and answers its rows. A `Buffer` parameter travels in PostgreSQL's binary form. */
export type RunHot = <Row extends object>(
  statement: HotStatement,
  values: readonly unknown[],
) => Promise<Row[]>

/**
 * A pool whose every error is one of ours: StoreUnavailable, OutcomeUnknown, UniqueViolation, or PostgreSQL's own. A
 * connection that failed is thrown away, never handed out again.
 */
export interface GuardedPool {
  readonly forKysely: PostgresPool
  readonly hot: RunHot
  /** Runs `work` in one transaction, on one connection. */
  transaction<T>(work: (hot: RunHot) => Promise<T>): Promise<T>
}

export function guardPool(pool: Pool): GuardedPool {
  // A connection that breaks while idle is replaced by the pool; the next caller will hear of a database that is gone.
  pool.on('error', () => {})
  const broken = new WeakSet<PoolClient>()
  // The same while it is lent out: its statement has failed already, and nobody may get it again.
  pool.on('connect', (client) => client.on('error', () => broken.add(client)))
  const guards = new WeakMap<PoolClient, PostgresPoolClient>()

  async function acquire(): Promise<PoolClient> {
    try {
      return await pool.connect()
    } catch (error) {
      throw unavailable(error)
    }
  }

  function release(client: PoolClient): void {
    client.release(broken.has(client))
  }

  function failed(client: PoolClient, error: unknown, text: string): unknown {
    if (losesConnection(error)) broken.add(client)
    return statementError(error, text)
  }

  async function runOn<Row extends object>(
    client: PoolClient,
    { name, text }: HotStatement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    try {
      const result = await client.query<Row>({ name, text, values: [...values] })
      return result.rows
    } catch (error) {
      throw failed(client, error, text)
    }
  }

  async function control(client: PoolClient, text: 'begin' | 'commit' | 'rollback'): Promise<void> {
    try {
      await client.query(text)
    } catch (error) {
      throw failed(client, error, text)
    }
  }

  function guard(client: PoolClient): PostgresPoolClient {
    const known = guards.get(client)
    if (known !== undefined) return known
    async function run(text: string, values: readonly unknown[]): Promise<unknown> {
      try {
        return await client.query(text, [...values])
      } catch (error) {
        throw failed(client, error, text)
      }
    }
    function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>
    function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
    function query(text: unknown, values: readonly unknown[] = []): unknown {
      if (typeof text !== 'string') throw new Error('cursors are not configured')
      return run(text, values)
    }
    const guarded: PostgresPoolClient = { query, release: () => release(client) }
    guards.set(client, guarded)
    return guarded
  }

  return {
    forKysely: {
      connect: async () => guard(await acquire()),
      end: () => pool.end(),
      options: {},
    },
    async hot(statement, values) {
      const client = await acquire()
      try {
        return await runOn(client, statement, values)
      } finally {
        release(client)
      }
    },
    async transaction(work) {
      const client = await acquire()
      try {
        await control(client, 'begin')
        try {
          const result = await work((statement, values) => runOn(client, statement, values))
          await control(client, 'commit')
          return result
        } catch (error) {
          if (!broken.has(client)) await control(client, 'rollback')
          throw error
        }
      } finally {
        release(client)
      }
    },
  }
}

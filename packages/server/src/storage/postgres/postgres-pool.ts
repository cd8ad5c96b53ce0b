import type { Duplex } from 'node:stream'
import { Pool, type PoolConfig, types } from 'pg'

/** int8 as a number: no counter of ours comes near 2^53. */
const int8Oid = 20
const parsers: NonNullable<PoolConfig['types']> = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8Oid && format !== 'binary' ? Number : types.getTypeParser(oid, format),
}

/** Array parameters would otherwise be planned anew at every execution. */
const genericPlans = '-c plan_cache_mode=force_generic_plan'

/** Connections to a PostgreSQL server. Every wait has an end: for a connection, a statement, an open transaction. */
export function serverPool(databaseUrl: string, connectionsMax: number): Pool {
  return new Pool({
    connectionString: databaseUrl,
    max: connectionsMax,
    types: parsers,
    options: genericPlans,
    application_name: 'flowstate',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    // Outlasts the server's own limit: it is for a server that does not answer at all.
    query_timeout: 70_000,
  })
}

/** The one connection to the embedded database, which is never given up. */
export function embeddedPool(createStream: () => Duplex): Pool {
  return new Pool({
    stream: createStream,
    max: 1,
    idleTimeoutMillis: 0,
    types: parsers,
    user: 'postgres',
    database: 'postgres',
    password: 'embedded',
    host: 'embedded',
    connectionTimeoutMillis: 60_000,
  })
}

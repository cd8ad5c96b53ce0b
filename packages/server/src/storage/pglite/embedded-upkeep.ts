import type { Clock } from '../../clock.ts'
import type { GuardedPool } from '../guarded-pool.ts'

const checkpointLookIntervalMs = 5_000
const checkpointLogBytesDefault = 64 * 1024 * 1024
const vacuumFirstDelayMs = 60_000
const vacuumIntervalMs = 3_600_000

const readLogBytes = {
  name: 'upkeep-log-bytes',
  text: `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::bigint as bytes from pg_control_checkpoint()`,
}
const readTables = {
  name: 'upkeep-tables',
  text: `select quote_ident(relname) as name from pg_stat_user_tables order by 1`,
}

/**
 * What background processes do in a PostgreSQL server and nobody does in the embedded one: checkpoints, which bound the
 * log and with it the time to start after a crash, and VACUUM ANALYZE, a table at a time so that no commit waits long.
 * @returns stops it
 */
export function keepInShape(
  db: Pick<GuardedPool, 'hot'>,
  clock: Clock,
  checkpointLogBytes = checkpointLogBytesDefault,
): () => void {
  let stopped = false
  const cancels = new Map<string, () => void>()

  function every(name: string, delayMs: number, intervalMs: number, work: () => Promise<void>): void {
    cancels.set(
      name,
      clock.after(delayMs, () => {
        // Upkeep that fails is upkeep for the next round; a database that is gone is reported by its users.
        work()
          .catch(() => {})
          .finally(() => {
            if (!stopped) every(name, intervalMs, intervalMs, work)
          })
      }),
    )
  }

  every('checkpoint', checkpointLookIntervalMs, checkpointLookIntervalMs, async () => {
    const [log] = await db.hot<{ bytes: number }>(readLogBytes, [])
    if (log !== undefined && log.bytes > checkpointLogBytes)
      await db.hot({ name: '', text: 'checkpoint' }, [])
  })
  every('vacuum', vacuumFirstDelayMs, vacuumIntervalMs, async () => {
    for (const { name } of await db.hot<{ name: string }>(readTables, [])) {
      if (stopped) return
      await db.hot({ name: '', text: `vacuum (analyze) ${name}` }, [])
    }
  })

  return () => {
    stopped = true
    for (const cancel of cancels.values()) cancel()
  }
}

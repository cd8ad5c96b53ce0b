import type { Db } from '../storage/database.ts'
import { UniqueViolation } from '../storage/database-errors.ts'
import type { RunHot } from '../storage/guarded-pool.ts'
import { commitStatement } from './commit-statement.ts'
import { historyIndex } from './history-index.ts'
import { type HeadColumns, headColumns, logHead } from './log-columns.ts'
import {
  type CanvasKey,
  type CommitBatch,
  type CommitResult,
  type LogHead,
  type LogStore,
  OutcomeUnknown,
  StoreUnavailable,
} from './log-store.ts'
import { operationReads } from './operation-repo.ts'
import { snapshotRepo } from './snapshot-repo.ts'

const readByKey = { name: 'log-head-by-key', text: `select ${headColumns} from canvases c where c.key = $1` }
const lockByKey = { name: 'log-head-locked', text: `${readByKey.text} for update` }

/** The log over PostgreSQL or the embedded database. */
export function sqlLogStore(db: Pick<Db, 'hot' | 'transaction' | 'connectionsMax'>): LogStore {
  const turns = turnstile(Math.max(1, Math.floor(db.connectionsMax / 2)))

  async function commitLocked(
    key: CanvasKey,
    judge: (head: LogHead) => Promise<CommitBatch | null>,
  ): Promise<CommitResult | 'nothing'> {
    // `judge` reads, and with one connection it would wait for itself. There one process is all there is: it competes
    // with its own access changes only, and judging again until the swap holds comes to the same.
    if (db.connectionsMax === 1) return untilNotLost(key, judge)
    // Locking takes a connection, reading under the lock another: half of them for locks leaves enough to read.
    return turns(() =>
      takenIsAResult(() =>
        db.transaction(async (hot) => {
          const [columns] = await hot<HeadColumns>(lockByKey, [key])
          if (columns === undefined) return 'lost'
          const batch = await judge(logHead(columns))
          return batch === null ? 'nothing' : run(hot, batch)
        }),
      ),
    )
  }

  async function untilNotLost(
    key: CanvasKey,
    judge: (head: LogHead) => Promise<CommitBatch | null>,
  ): Promise<CommitResult | 'nothing'> {
    while (true) {
      const [columns] = await db.hot<HeadColumns>(readByKey, [key])
      if (columns === undefined) return 'lost'
      const batch = await judge(logHead(columns))
      if (batch === null) return 'nothing'
      const result = await takenIsAResult(() => run(db.hot, batch))
      if (result !== 'lost') return result
    }
  }

  /** For writes that may be made twice: whether a lost one happened does not matter, so it is merely unavailable. */
  const repeatable: RunHot = async (statement, values) => {
    try {
      return await db.hot(statement, values)
    } catch (error) {
      throw error instanceof OutcomeUnknown ? new StoreUnavailable(error.message, { cause: error }) : error
    }
  }

  return {
    ...operationReads(db),
    ...snapshotRepo({ hot: repeatable }),
    commit: (batch) => takenIsAResult(() => run(db.hot, batch)),
    commitLocked,
    history: historyIndex({ hot: repeatable }),
  }
}

async function run(hot: RunHot, batch: CommitBatch): Promise<CommitResult> {
  const { statement, values } = commitStatement(batch)
  const [result] = await hot<{ swapped: number; taken: number }>(statement, values)
  if (result?.swapped === 1) return 'committed'
  return result?.taken === 1 ? 'id_taken' : 'lost'
}

/**
 * Somebody who committed while this statement waited for the row may have used one of its ids; the unique index says so
 * where the statement's snapshot could not. All of the statement is undone.
 */
async function takenIsAResult<T>(work: () => Promise<T>): Promise<T | 'id_taken'> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UniqueViolation) return 'id_taken'
    throw error
  }
}

/** Lets at most `places` pieces of work run at a time, in order of arrival. */
function turnstile(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = places
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

import { DatabaseError } from 'pg'
import { OutcomeUnknown, StoreUnavailable } from '../log/log-store.ts'

/** A unique constraint refused the statement; nothing of it was written. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  readonly constraint: string

  constructor(constraint: string, options?: ErrorOptions) {
    super(`already taken: ${constraint}`, options)
    this.constraint = constraint
  }
}

/** The thread of the embedded database ended. The message is the one line to print. */
export class EmbeddedDatabaseStopped extends Error {
  override readonly name = 'EmbeddedDatabaseStopped'
}

/**
 * SQLSTATE classes that mean "not now": the statement was answered, and nothing of it happened. 40 a conflict with another
 * transaction, 53 out of disk, memory or connections, 55 an object in use, 58 a system error.
 */
const transientClasses = new Set(['40', '53', '55', '58'])
/** Cancelled, or the server would not let us in. */
const transientCodes = new Set(['57014', '57P03', '25006'])

/**
 * What an error thrown while a statement was under way means to the caller (CM9). Whatever is not PostgreSQL's own answer
 * to the statement, and its FATAL farewells, leave the outcome of a write open; a read merely did not happen.
 */
export function statementError(error: unknown, text: string): unknown {
  if (error instanceof DatabaseError && error.severity !== 'FATAL' && error.severity !== 'PANIC') {
    const code = error.code ?? ''
    if (code === '23505') return new UniqueViolation(error.constraint ?? '', { cause: error })
    if (transientClasses.has(code.slice(0, 2)) || transientCodes.has(code)) return unavailable(error)
    return error
  }
  if (isRead(text)) return unavailable(error)
  return new OutcomeUnknown('the connection was lost while a statement was under way', { cause: error })
}

/** An error from before anything was sent. */
export function unavailable(error: unknown): StoreUnavailable {
  const detail = error instanceof Error ? error.message : String(error)
  return new StoreUnavailable(`the database is not available: ${detail}`, { cause: error })
}

/** Whether the connection cannot be used any more after this error. */
export function losesConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC'
}

function isRead(text: string): boolean {
  return /^\s*(select|begin|start transaction|rollback|show)\b/i.test(text)
}

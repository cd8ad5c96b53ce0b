import type { CommittedOperation } from '@flowstate/engine'
import type { StoredRow } from './log-store.ts'

/** A committed row inside the process: parsed once, serialised once (SY7). */
export interface LogRow {
  readonly version: number
  readonly stored: StoredRow
  readonly operation: CommittedOperation
  /** JSON of `operation` as on the wire; every reader gets these very characters. */
  readonly wire: string
}

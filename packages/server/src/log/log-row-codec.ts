import type { CanvasId, Change, CommittedOperation, OperationHeader } from '@flowstate/engine'
import { toHex } from '@flowstate/engine'
import type { LogRow } from './log-row.ts'
import type { StoredRow } from './log-store.ts'

/**
 * A row for everybody in the process, from what is stored. The wire text is spliced from the very texts the hashes cover,
 * so that nothing is serialised twice and no reader can be sent anything else (SY7, CM14).
 */
export function toLogRow(
  canvasId: CanvasId,
  stored: StoredRow,
  header: OperationHeader,
  changes: readonly Change[],
): LogRow {
  const hash = toHex(stored.hash)
  if (stored.payloadHash === undefined) {
    const operation: CommittedOperation = { ...header, canvasId, changes, hash }
    const wire = `${stored.header.slice(0, -1)},"canvasId":"${canvasId}","changes":${stored.changes},"hash":"${hash}"}`
    return { version: stored.version, stored, operation, wire }
  }
  const payloadHash = toHex(stored.payloadHash)
  const operation: CommittedOperation = { ...header, canvasId, changes, hash, redacted: true, payloadHash }
  const wire = `${stored.header.slice(0, -1)},"canvasId":"${canvasId}","changes":${stored.changes},"hash":"${hash}","redacted":true,"payloadHash":"${payloadHash}"}`
  return { version: stored.version, stored, operation, wire }
}

/** A row as read from the store. */
export function parseStoredRow(canvasId: CanvasId, stored: StoredRow): LogRow {
  return toLogRow(canvasId, stored, JSON.parse(stored.header), JSON.parse(stored.changes))
}

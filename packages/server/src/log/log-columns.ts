import type { CanvasId, OperationId, UserId, WorkspaceId } from '@flowstate/engine'
import type { CanvasKey, LogHead, StoredAnswer, StoredRow } from './log-store.ts'

/** Columns of `operations` in the order of a stored row. */
export const rowColumns = 'o.version, o.id, o.header, o.changes, o.request_hash, o.hash, o.payload_hash'

export interface RowColumns {
  readonly version: number
  readonly id: OperationId
  readonly header: string
  readonly changes: string
  readonly request_hash: Uint8Array
  readonly hash: Uint8Array
  readonly payload_hash: Uint8Array | null
}

export function storedRow(columns: RowColumns): StoredRow {
  return {
    version: columns.version,
    id: columns.id,
    header: columns.header,
    changes: columns.changes,
    requestHash: columns.request_hash,
    hash: columns.hash,
    ...(columns.payload_hash === null ? {} : { payloadHash: columns.payload_hash }),
  }
}

export const headColumns = `c.key, c.id, c.workspace_id, c.origin_id, c.version, c.commit_no, c.access_no, c.head_hash,
  c.head_created_at, c.log_bytes, c.indexed_version, c.trashed_at is not null as trashed, (select epoch from store) as epoch`

export interface HeadColumns {
  readonly key: CanvasKey
  readonly id: CanvasId
  readonly workspace_id: WorkspaceId
  readonly origin_id: CanvasId
  readonly version: number
  readonly commit_no: number
  readonly access_no: number
  readonly head_hash: Uint8Array
  readonly head_created_at: number
  readonly log_bytes: number
  readonly indexed_version: number
  readonly trashed: boolean
  readonly epoch: string
}

export function logHead(columns: HeadColumns): LogHead {
  return {
    key: columns.key,
    canvasId: columns.id,
    workspaceId: columns.workspace_id,
    originId: columns.origin_id,
    version: columns.version,
    commitNo: columns.commit_no,
    accessNo: columns.access_no,
    hash: columns.head_hash,
    createdAtMs: columns.head_created_at,
    logBytes: columns.log_bytes,
    indexedVersion: columns.indexed_version,
    trashed: columns.trashed,
    epoch: columns.epoch,
  }
}

export interface AnswerColumns {
  readonly id: OperationId
  readonly user_id: UserId
  readonly request_hash: Uint8Array
  readonly answer: string
}

export function storedAnswer(columns: AnswerColumns): StoredAnswer {
  return {
    id: columns.id,
    userId: columns.user_id,
    requestHash: columns.request_hash,
    answer: JSON.parse(columns.answer),
  }
}

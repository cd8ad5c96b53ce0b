import { createHash, randomBytes } from 'node:crypto'
import type { CanvasId, ClientId, OperationId, ShapeId, UserId } from '@flowstate/engine'
import { uuidv7 } from '@flowstate/engine'
import type { ClientSeq, CommitBatch, LogHead, LogStore, StoredAnswer, StoredRow } from '../log-store.ts'

/** A store under test, and what only its owner can do to it. */
export interface LogStoreHarness {
  readonly store: LogStore
  createCanvas(): Promise<CanvasId>
  /** What a change of rights does in its own transaction (CM5). */
  raiseAccessNo(canvasId: CanvasId): Promise<void>
  remove(): Promise<void>
}

export function newId<Id extends CanvasId | ClientId | OperationId | UserId>(): Id {
  return uuidv7(Date.now(), randomBytes(16)) as Id
}

export function digest(text: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(text).digest())
}

interface RowFields {
  readonly id?: OperationId
  readonly userId?: UserId
  readonly kind?: string
  readonly createdAt?: string
  readonly undoOf?: readonly number[]
  readonly part?: readonly [number, number]
  readonly shapes?: readonly string[]
  readonly changes?: string
}

/** A row as the commit path would store it. */
export function storedRow(version: number, fields: RowFields = {}): StoredRow {
  const { id = newId(), userId, kind = 'edit', createdAt = '2026-01-01T00:00:00.000Z', undoOf, part } = fields
  const header = { createdAt, id, kind, part, schema: 1, undoOf, userId, version }
  const updates = (fields.shapes ?? []).map((shape) => ({ id: shape as ShapeId, kind: 'update', set: {} }))
  const changes = fields.changes ?? JSON.stringify(updates)
  return {
    version,
    id,
    header: JSON.stringify(header),
    changes,
    requestHash: digest(`request ${id}`),
    hash: digest(`row ${version} ${id}`),
  }
}

interface BatchParts {
  readonly rows?: readonly StoredRow[]
  readonly answers?: readonly StoredAnswer[]
  readonly clients?: readonly ClientSeq[]
  readonly createdAtMs?: number
}

/** The batch that follows a head. */
export function batchAfter(head: LogHead, parts: BatchParts): CommitBatch {
  const { rows = [], answers = [], clients = [], createdAtMs = head.createdAtMs } = parts
  return {
    key: head.key,
    expected: { commitNo: head.commitNo, accessNo: head.accessNo },
    head: {
      version: rows.at(-1)?.version ?? head.version,
      hash: rows.at(-1)?.hash ?? head.hash,
      createdAtMs,
      logBytes: rows.reduce((sum, row) => sum + row.header.length + row.changes.length, head.logBytes),
    },
    rows,
    answers,
    clients,
  }
}

export function refusal(userId: UserId, id: OperationId = newId()): StoredAnswer {
  const answer = {
    kind: 'refused',
    code: 'unknown_shape',
    detail: 'no shape "x"',
    path: '/changes/0/id',
  } as const
  return { id, userId, requestHash: digest(`request ${id}`), answer }
}

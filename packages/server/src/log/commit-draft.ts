import type { CanvasState, Change, ClientId, OperationHeader, OperationId, UserId } from '@flowstate/engine'
import { applyRow, canonicalJson, headerJson, rowSchema, uuidv7 } from '@flowstate/engine'
import type { CanvasLogsDeps } from './commit-deps.ts'
import type { CommitOutcome } from './commit-request.ts'
import type { LogRow } from './log-row.ts'
import { toLogRow } from './log-row-codec.ts'
import type { ClientSeq, CommitBatch, LogHead, StoredAnswer } from './log-store.ts'
import type { RowHasher } from './row-hasher.ts'

/** What became of an operation id, whether on disk already or in the commit being put together. */
export interface Decision {
  readonly userId: UserId | null
  readonly requestHash: Uint8Array
  readonly outcome: CommitOutcome
}

/** The header of a row but for what the draft itself knows. Keys in canonical order, so that nothing has to sort them. */
export type RowFields = Omit<OperationHeader, 'version' | 'createdAt' | 'schema'>

export interface DraftDeps extends Pick<CanvasLogsDeps, 'clock' | 'randomBytes'> {
  readonly hasher: RowHasher
}

/**
 * One commit being put together: the state as it will be, the rows, the answers and the seqs it spends. Nothing of it is
 * visible to anyone until the store has it (CM3).
 */
export class CommitDraft {
  readonly state: CanvasState
  readonly rows: LogRow[] = []
  readonly answers: StoredAnswer[] = []
  readonly clients = new Map<ClientId, ClientSeq>()
  readonly decisions = new Map<OperationId, Decision>()
  version: number
  /** Bytes of the log with this commit. */
  logBytes: number
  private hash: Uint8Array
  private readonly head: LogHead
  private readonly createdAtMs: number
  private readonly createdAt: string
  private readonly randomBytes: DraftDeps['randomBytes']
  private readonly hasher: RowHasher

  constructor(head: LogHead, state: CanvasState, deps: DraftDeps) {
    this.head = head
    this.state = state.fork()
    this.version = head.version
    this.logBytes = head.logBytes
    this.hash = head.hash
    this.createdAtMs = Math.max(head.createdAtMs, deps.clock.now())
    this.createdAt = new Date(this.createdAtMs).toISOString()
    this.randomBytes = deps.randomBytes
    this.hasher = deps.hasher
  }

  /** Appends a row and applies it to the draft's state (CM2, CM10, CM11). */
  addRow(fields: RowFields, changes: readonly Change[], requestHash: Uint8Array): LogRow {
    const { hasher } = this
    const version = this.version + 1
    const header: OperationHeader = { ...fields, version, createdAt: this.createdAt, schema: rowSchema }
    const headerText = headerJson(header)
    const changesText = canonicalJson(changes)
    const hash = hasher.chain(this.hash, hasher.text(changesText), headerText)
    const stored = {
      version,
      id: fields.id,
      header: headerText,
      changes: changesText,
      requestHash,
      hash,
    }
    const row = toLogRow(this.head.canvasId, stored, header, changes)
    applyRow(this.state, row.operation)
    this.rows.push(row)
    this.logBytes += Buffer.byteLength(headerText) + Buffer.byteLength(changesText)
    this.version = version
    this.hash = hash
    return row
  }

  /** The row that makes room among siblings whose order keys have grown too long; nobody's to undo (OP8). */
  addSystemRow(changes: readonly Change[]): void {
    const id = uuidv7(this.createdAtMs, this.randomBytes(16)) as OperationId
    this.addRow({ id, kind: 'system' }, changes, this.hasher.text(id))
  }

  addAnswer(answer: StoredAnswer): void {
    this.answers.push(answer)
  }

  /** Spends the seq of a client (CM7). */
  spend(clientId: ClientId, userId: UserId, seq: number): void {
    this.clients.set(clientId, { clientId, userId, lastSeq: seq })
  }

  get isEmpty(): boolean {
    return this.rows.length === 0 && this.answers.length === 0 && this.clients.size === 0
  }

  toBatch(): CommitBatch {
    const { key, commitNo, accessNo } = this.head
    return {
      key,
      expected: { commitNo, accessNo },
      head: {
        version: this.version,
        hash: this.hash,
        createdAtMs: this.rows.length === 0 ? this.head.createdAtMs : this.createdAtMs,
        logBytes: this.logBytes,
      },
      rows: this.rows.map((row) => row.stored),
      answers: this.answers,
      clients: [...this.clients.values()],
    }
  }

  /** The head once the store has the batch. */
  toHead(): LogHead {
    return { ...this.head, ...this.toBatch().head, commitNo: this.head.commitNo + 1 }
  }
}

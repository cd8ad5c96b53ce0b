import type {
  CanvasId,
  Change,
  ClientId,
  OperationHeader,
  OperationId,
  ShapeTable,
  UserId,
  WorkspaceId,
} from '@flowstate/engine'
import type { ErrorCode } from '@flowstate/protocol'

/** The internal bigint key of a canvas (SN4); never leaves the server. */
export type CanvasKey = number & { readonly __canvasKey: never }

/** The canvas row as far as the log needs it. `commitNo` and `accessNo` are what a commit swaps on (CM4, CM5). */
export interface LogHead {
  readonly key: CanvasKey
  readonly canvasId: CanvasId
  readonly workspaceId: WorkspaceId
  readonly originId: CanvasId
  readonly version: number
  readonly commitNo: number
  readonly accessNo: number
  /** Raw 32 bytes: hash of row `version`, or the genesis hash. */
  readonly hash: Uint8Array
  /** ms since 1970 of row `version`; 0 when the log is empty (CM10). */
  readonly createdAtMs: number
  /** Bytes of all its rows, as their texts are stored (CM8: `canvas_full`). */
  readonly logBytes: number
  /** The latest version for which touches are written (SN4). */
  readonly indexedVersion: number
  readonly trashed: boolean
  /** Identity of this store; another one means a backup was restored (SY3). */
  readonly epoch: string
}

/** A row as stored: canonical texts, exactly what the hashes cover (CM11). */
export interface StoredRow {
  readonly version: number
  readonly id: OperationId
  /** JCS of the OperationHeader. */
  readonly header: string
  /** JCS of the effective changes. */
  readonly changes: string
  /** Raw 32 bytes; what a retry must match (CM6). */
  readonly requestHash: Uint8Array
  /** Raw 32 bytes. */
  readonly hash: Uint8Array
  /** Only in redacted rows, whose changes no longer hash to it (CM12). */
  readonly payloadHash?: Uint8Array
}

/** What was answered durably without a row: a final refusal, or an undo with nothing left (CM8). */
export interface StoredAnswer {
  readonly id: OperationId
  readonly userId: UserId
  readonly requestHash: Uint8Array
  readonly answer:
    | { readonly kind: 'refused'; readonly code: ErrorCode; readonly detail: string; readonly path?: string }
    | { readonly kind: 'nothing'; readonly reason: 'nothing_left' | 'no_effect' }
}

/** The last spent seq of a client on a canvas (CM7). */
export interface ClientSeq {
  readonly clientId: ClientId
  readonly userId: UserId
  readonly lastSeq: number
}

/** What became of an operation id. */
export type Outcome =
  | { readonly kind: 'row'; readonly userId: UserId | null; readonly row: StoredRow }
  | { readonly kind: 'answer'; readonly answer: StoredAnswer }

export interface CommitBatch {
  readonly key: CanvasKey
  /** The swap: nothing is written unless the canvas row still has both. */
  readonly expected: { readonly commitNo: number; readonly accessNo: number }
  /** The head after this commit. */
  readonly head: Pick<LogHead, 'version' | 'hash' | 'createdAtMs' | 'logBytes'>
  readonly rows: readonly StoredRow[]
  readonly answers: readonly StoredAnswer[]
  readonly clients: readonly ClientSeq[]
}

/**
 * `lost`: somebody else committed or access changed; nothing was written. `id_taken`: an id of the batch is already in the
 * log or among the answers; nothing was written, the caller reads outcomes and judges again.
 */
export type CommitResult = 'committed' | 'lost' | 'id_taken'

export interface RowRange {
  readonly key: CanvasKey
  readonly since: number
  readonly until?: number
  readonly limit: number
  readonly bytesMax: number
}

/** The changes of consecutive rows. */
export interface StoredChanges {
  /** The version of the last of the rows. */
  readonly last: number
  /** The highest schema number among them (CM14). */
  readonly schemaMax: number
  /** JSON: for each row, in version order, the list of its changes. */
  readonly changes: string
}

/** Thrown when the store does not answer and nothing can have been written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** Thrown when the connection was lost while a commit was under way: it may or may not have happened (CM9). */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'
}

/**
 * The log as the commit path, rooms and readers need it; the same contract suite runs over PostgreSQL, the embedded
 * database and the simulator's store. Every method may throw StoreUnavailable; only `commit` may throw OutcomeUnknown.
 */
export interface LogStore {
  readHead(canvasId: CanvasId): Promise<LogHead | null>
  /** Heads of served canvases in one query, for the poll of SY8. */
  readHeads(canvasIds: readonly CanvasId[]): Promise<readonly LogHead[]>
  /** One statement, one round trip, durable when it resolves with `committed` (CM3, CM4). */
  commit(batch: CommitBatch): Promise<CommitResult>
  /**
   * The same with the canvas row locked first, for a canvas that lost the swap twice: `judge` gets the locked head and
   * returns the batch to write (or null to write nothing). No other commit comes between. `judge` may read this store; it
   * is asked again where no lock is needed because the process has the store to itself.
   */
  commitLocked(
    key: CanvasKey,
    judge: (head: LogHead) => Promise<CommitBatch | null>,
  ): Promise<CommitResult | 'nothing'>
  /** Rows with since < version <= until in version order, at most `limit` rows and about `bytesMax` bytes (at least one row). */
  readRows(range: RowRange): Promise<readonly StoredRow[]>
  /** Only what replay needs of the rows of such a page, in one piece; null when the range is empty (SN1). */
  readChanges(range: RowRange): Promise<StoredChanges | null>
  readRowsByVersion(key: CanvasKey, versions: readonly number[]): Promise<readonly StoredRow[]>
  readOutcomes(key: CanvasKey, ids: readonly OperationId[]): Promise<ReadonlyMap<OperationId, Outcome>>
  readClients(key: CanvasKey, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, ClientSeq>>
  /** Ids answered without a row in the last 90 days, newest last, with commit_no > sinceCommitNo. */
  readAnswerIds(key: CanvasKey, sinceCommitNo: number, limit: number): Promise<readonly OperationId[]>
  /** Newest snapshot at or below `version` of the given reducer version; its content is unpacked (SN1). */
  readSnapshot(key: CanvasKey, version: number, reducer: number): Promise<StoredSnapshot | null>
  writeSnapshot(key: CanvasKey, snapshot: NewSnapshot): Promise<void>
  listSnapshots(key: CanvasKey): Promise<readonly SnapshotEntry[]>
  deleteSnapshots(key: CanvasKey, versions: readonly number[]): Promise<void>
  history: HistoryIndex
}

export interface SnapshotEntry {
  readonly version: number
  readonly stateHash: Uint8Array
  readonly byteLength: number
  readonly createdAtMs: number
}

/** What is written of a snapshot. */
export interface NewSnapshot {
  readonly version: number
  readonly reducer: number
  readonly stateHash: Uint8Array
  /** engine `encodeSnapshot` text, and the table to it. */
  readonly text: string
  readonly table: ShapeTable
  readonly createdAtMs: number
}

export interface StoredSnapshot {
  readonly version: number
  readonly reducer: number
  readonly stateHash: Uint8Array
  /** UTF-8 of its text. */
  readonly content: Uint8Array
  /** Absent in snapshots an earlier FlowState wrote. */
  readonly table?: ShapeTable
  readonly createdAtMs: number
  /** Read from a store that has checked text and hash to be what was written; absent in what is written. */
  readonly sealed?: boolean
}

/** What the index needs of a row. */
export interface KnownRow {
  readonly version: number
  readonly operation: OperationHeader & { readonly changes: readonly Change[] }
}

/** The derived index behind the head (SN4): who touched what, which undo rows name which versions, activity. */
export interface HistoryIndex {
  /**
   * Writes touches, undo marks and activity for rows (indexed, upTo], idempotently; returns the new indexedVersion.
   * @param known rows up to `upTo`, in version order without a gap: where they begin at `indexed + 1` none are read
   */
  advance(key: CanvasKey, upTo: number, known?: readonly KnownRow[]): Promise<number>
  /** Newest first, version < before. Rows above `indexedVersion` are found by scanning them. */
  userRows(query: HistoryQuery & { readonly userId: UserId }): Promise<readonly StoredRow[]>
  /** `subjects` are shape ids or `@canvas`. */
  shapeRows(query: HistoryQuery & { readonly subjects: readonly string[] }): Promise<readonly StoredRow[]>
  /** `system` rows with after < version < before, newest first (touches subject `@system`). */
  systemRows(query: HistoryQuery & { readonly after: number }): Promise<readonly StoredRow[]>
  /** Undo and redo rows (version < before) whose undoOf names any of the versions. */
  marks(query: {
    readonly key: CanvasKey
    readonly versions: readonly number[]
    readonly before: number
  }): Promise<readonly StoredRow[]>
}

export interface HistoryQuery {
  readonly key: CanvasKey
  readonly before: number
  readonly limit: number
}

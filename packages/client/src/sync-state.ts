import type { ClientId, CommittedOperation, OperationId, Proposal } from '@flowstate/engine'
import type { ClientMessage, ErrorCode, Participant, ServerMessage, WireState } from '@flowstate/protocol'

/** What a queue entry asks for. Undo and redo are planned by the server (UN8). */
export type QueuedRequest =
  | { readonly type: 'operation'; readonly operation: Proposal }
  | {
      readonly type: 'undo' | 'redo'
      readonly id: OperationId
      readonly floor?: number
      readonly target?: readonly OperationId[]
    }

/** One entry of the outbox: an intention that the server has not yet answered for good. */
export interface QueueEntry {
  readonly id: OperationId
  readonly seq: number
  readonly request: QueuedRequest
}

/** Why the machine does not try to connect. */
export type StopReason =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  /** A row written by a newer server (CM13): reading on would be guessing. */
  | { readonly kind: 'outdated'; readonly schema: number }

export type SyncPhase =
  | { readonly name: 'connecting' }
  /** The socket is open; the server's `sync` is on its way, or further pages are. */
  | { readonly name: 'syncing' }
  | { readonly name: 'live' }
  | { readonly name: 'waiting'; readonly attempt: number }
  | { readonly name: 'stopped'; readonly reason: StopReason }

export interface SyncState {
  readonly phase: SyncPhase
  /** What is confirmed: applied rows only; a half-received set is in `held` (OP9). */
  readonly version: number
  readonly hash: string | null
  readonly epoch: string | null
  readonly held: readonly CommittedOperation[]
  readonly clientId: ClientId
  readonly nextSeq: number
  readonly queue: readonly QueueEntry[]
  /** The highest seq the server has answered under this clientId; what it says is missing below that is old news (CM7). */
  readonly answeredSeq: number
  /** How many entries at the head of the queue are in the outbox: only those may be sent (CL3). */
  readonly durable: number
  /** How many entries at the head of the queue were sent on this socket. */
  readonly sent: number
  /** The highest seq the server may have seen under this clientId, on whatever socket: what is above it may still be amended. */
  readonly sentSeq: number
  /** Entries at or below are decided; they leave the view and wait for their answer (CL2). */
  readonly decidedSeq: number
  readonly attempt: number
  /** Set while the server refuses for want of a right; the queue is kept (CL4). */
  readonly paused: { readonly code: ErrorCode; readonly detail: string } | null
  /** The entry that was alone in flight when the server closed on a bad or too big message (CM8). */
  readonly suspect: OperationId | null
  readonly resyncing: boolean
  readonly you: Participant | null
  /** How often this client found its state unlike the server's; after one reload it only reports (CL5). */
  readonly divergences: number
  /** Not before this time does a server that is restarting want to see us again (SY9). */
  readonly backAtMs: number
  /** Milliseconds clock of the last sign of life, for the heartbeat. */
  readonly heardAtMs: number
}

export type SyncTimer = 'reconnect' | 'resend' | 'heartbeat'

export type SyncEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'opened' }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string }
  | { readonly type: 'message'; readonly message: ServerMessage }
  | { readonly type: 'timer'; readonly timer: SyncTimer }
  | { readonly type: 'enqueue'; readonly id: OperationId; readonly request: QueuedRequest }
  /** What a closed tab of the same user has left unsent; seqs are given anew (CL3). */
  | { readonly type: 'adopt'; readonly entries: readonly QueueEntry[] }
  /** An entry above `sentSeq`, with another request. */
  | { readonly type: 'amend'; readonly entry: QueueEntry }
  /** The outbox has the entry on disk (CL3). */
  | { readonly type: 'persisted'; readonly id: OperationId }
  /** A row did not apply, or the state hash is not the server's (CL5). */
  | { readonly type: 'diverged' }
  /** The network is said to be back, or the person asked, who may have signed in again meanwhile: try now. */
  | { readonly type: 'retry' }

export type SyncEffect =
  | {
      readonly type: 'connect'
      readonly since: number
      readonly hash: string | null
      readonly epoch: string | null
      readonly clientId: ClientId
    }
  | { readonly type: 'disconnect' }
  | { readonly type: 'send'; readonly message: ClientMessage }
  | { readonly type: 'schedule'; readonly timer: SyncTimer; readonly delayMs: number }
  | { readonly type: 'cancel'; readonly timer: SyncTimer }
  /** The entry to be written to the outbox; `persisted` follows. */
  | { readonly type: 'persist'; readonly entry: QueueEntry }
  /** Rows to apply, in order, together (a set is never split). */
  | { readonly type: 'confirm'; readonly rows: readonly CommittedOperation[] }
  | { readonly type: 'reset'; readonly state: WireState; readonly decidedSeq: number }
  /** The entry is answered; it leaves the outbox and the view. */
  | { readonly type: 'settled'; readonly id: OperationId; readonly nothing?: 'nothing_left' | 'no_effect' }
  | {
      readonly type: 'rejected'
      readonly entry: QueueEntry
      readonly code: ErrorCode
      readonly detail: string
      readonly path?: string
    }
  /** The queue as it now is, to be written to the outbox in one go. */
  | { readonly type: 'renumbered'; readonly queue: readonly QueueEntry[] }
  /** Entries of another queue are at the end of this one, to be shown and written to the outbox in one go; `persisted` follows. */
  | { readonly type: 'adopted'; readonly entries: readonly QueueEntry[] }
  | { readonly type: 'presence'; readonly message: ServerMessage }
  /** To be compared with the hash of the confirmed state, which is at that version. */
  | { readonly type: 'verify'; readonly stateHash: string }
  | { readonly type: 'changed' }

/** What `step` may not make up itself. */
export interface SyncEnvironment {
  readonly nowMs: number
  /** In [0, 1). */
  random(): number
  newClientId(): ClientId
  newOperationId(): OperationId
}

export interface SyncStep {
  readonly state: SyncState
  readonly effects: readonly SyncEffect[]
}

/** So many unanswered operations fill the outbox (CL3): hours of work offline, and still quick to show again. */
export const queuedOperationsMax = 10_000

/** At most this many unanswered operations on a socket; the server reads no more than 64 ahead. */
export const inFlightMax = 48
export const heartbeatIntervalMs = 10_000
/** A ticket and a socket that take longer than this will not come any more. */
export const connectMsMax = 20_000
export const silenceMsMax = 40_000

/** Where a client is in the log when it starts: at the beginning, or where a stored copy is. */
export interface StartPosition {
  readonly version: number
  readonly hash: string | null
  readonly epoch: string | null
}

const beginning: StartPosition = { version: 0, hash: null, epoch: null }

export function initialSyncState(
  outbox: {
    readonly clientId: ClientId
    readonly nextSeq: number
    readonly queue: readonly QueueEntry[]
  },
  { version, hash, epoch }: StartPosition = beginning,
): SyncState {
  return {
    phase: { name: 'stopped', reason: { kind: 'stopped' } },
    version,
    hash,
    epoch,
    held: [],
    clientId: outbox.clientId,
    nextSeq: outbox.nextSeq,
    queue: outbox.queue,
    answeredSeq: 0,
    durable: outbox.queue.length,
    sent: 0,
    // What was found on disk may have been on its way before.
    sentSeq: outbox.nextSeq - 1,
    decidedSeq: 0,
    attempt: 0,
    paused: null,
    suspect: null,
    resyncing: false,
    you: null,
    divergences: 0,
    backAtMs: 0,
    heardAtMs: 0,
  }
}

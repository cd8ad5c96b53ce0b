/** What the thread that owns the embedded database is started with. */
export interface PgliteWorkerData {
  /** An existing directory; the database lives in a directory inside it. */
  readonly parentDirectory: string
}

/** From the process to the database thread. `wire` carries whole frontend messages of PostgreSQL's protocol. */
export type ToPglite =
  | { readonly kind: 'connect' }
  | { readonly kind: 'wire'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close' }

/** From the database thread. `syncs` counts fdatasync calls since the start, those of this answer included. */
export type FromPglite =
  | { readonly kind: 'ready' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'wire'; readonly bytes: Uint8Array<ArrayBuffer>; readonly syncs: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly reason: string }

/** Exit codes by which the thread says why it stopped at once, when no message can be trusted to arrive. */
export const pgliteExitCodes = { syncFailed: 71, aborted: 72 } as const

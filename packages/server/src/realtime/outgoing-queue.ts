import type { WireLimits } from '@flowstate/protocol'

/** What is sent under pressure: gestures go first, then operations wait in the log; answers are always sent (SY6). */
export type Lane = 'ephemeral' | 'operations'

export type PressureLimits = Pick<
  WireLimits,
  'previewDropBytes' | 'operationPauseBytes' | 'sessionCloseBytes' | 'sessionLagMsMax' | 'syncStallMsMax'
>

/** A session that has drained to this may be sent the next page. */
export const drainedBytesMax = 65_536

/** Answers held back while a sync is being written; a client that asks for more is not one of ours. */
export const deferredMessagesMax = 2_000

export function maySend(lane: Lane, bufferedBytes: number, limits: PressureLimits): boolean {
  switch (lane) {
    case 'ephemeral':
      return bufferedBytes <= limits.previewDropBytes
    case 'operations':
      return bufferedBytes <= limits.operationPauseBytes
  }
}

/** What the policy looks at. Times are those of the room's clock. */
export type Pressure =
  | { readonly phase: 'joining' }
  | { readonly phase: 'live'; readonly bufferedBytes: number }
  /** Reading the log towards the head since `sinceMs`. */
  | { readonly phase: 'behind'; readonly bufferedBytes: number; readonly sinceMs: number }
  /** A sync is being written; its bytes do not count, its progress does. */
  | { readonly phase: 'syncing'; readonly progressAtMs: number }

/** Whether a session is too slow to be kept (SY6). */
export function isTooSlow(pressure: Pressure, nowMs: number, limits: PressureLimits): boolean {
  switch (pressure.phase) {
    case 'joining':
      return false
    case 'live':
      return pressure.bufferedBytes > limits.sessionCloseBytes
    case 'behind':
      return (
        pressure.bufferedBytes > limits.sessionCloseBytes || nowMs - pressure.sinceMs > limits.sessionLagMsMax
      )
    case 'syncing':
      return nowMs - pressure.progressAtMs > limits.syncStallMsMax
  }
}

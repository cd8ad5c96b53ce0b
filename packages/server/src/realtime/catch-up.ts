/** What a client says it has. */
export interface SyncRequest {
  readonly since: number
  /** Hash of row `since`, if the client named it. */
  readonly hash: string | null
  readonly epoch: string | null
}

/** What is known of the log when a client asks. */
export interface LogFacts {
  readonly headVersion: number
  readonly epoch: string
  /** Hash of row `since`; null when there is no such row. */
  readonly hashOfSince: string | null
  /** What the missed rows would take on the wire. */
  readonly missedBytes: number
  /** What the state would take on the wire. */
  readonly stateBytes: number
}

/**
 * Missed operations, or the state with `reset` (SY3): when it is smaller, when the client has nothing, when it is ahead of
 * the head, or when its past is another one (a backup was restored).
 */
export function chooseCatchUp(request: SyncRequest, facts: LogFacts): 'operations' | 'state' {
  if (request.epoch !== null && request.epoch !== facts.epoch) return 'state'
  if (request.since === 0 || request.since > facts.headVersion) return 'state'
  if (request.hash !== null && request.hash !== facts.hashOfSince) return 'state'
  return facts.missedBytes > facts.stateBytes ? 'state' : 'operations'
}

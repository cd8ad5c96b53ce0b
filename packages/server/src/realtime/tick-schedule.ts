/** When a room speaks. Idle rooms speak at once; busy ones in windows, so that a frame carries more (SY7). */
export interface TickSchedule {
  readonly operationsAtMs: number
  readonly gesturesAtMs: number
}

export const neverSpoken: TickSchedule = { operationsAtMs: -1e12, gesturesAtMs: -1e12 }

/**
 * A frame costs some ten microseconds of kernel time per reader, whatever is in it: a window of this much per session
 * keeps telling everybody at a third of a core.
 */
const windowMsPerSession = 0.03
const operationsWindowMsMax = 6
const gesturesWindowMs = 16
const gesturesWindowMsLarge = 33
const largeRoomSessions = 150

/** Who listens in a room. */
export interface Audience {
  readonly sessionCount: number
  /** So long each of them would gather frames that follow each other closely, in ms; what the most impatient one says counts. */
  readonly gatherMs: number
}

function operationsWindowMs({ sessionCount, gatherMs }: Audience): number {
  return Math.max(gatherMs, Math.floor(Math.min(operationsWindowMsMax, sessionCount * windowMsPerSession)))
}

function gesturesTickMs({ sessionCount }: Audience): number {
  return sessionCount > largeRoomSessions ? gesturesWindowMsLarge : gesturesWindowMs
}

/** How long what waits may wait; null when nothing does, 0 when it is due. */
export function tickDelayMs(
  last: TickSchedule,
  waiting: { readonly operations: boolean; readonly gestures: boolean },
  audience: Audience,
  nowMs: number,
): number | null {
  const delays: number[] = []
  if (waiting.operations) delays.push(leftMs(last.operationsAtMs, operationsWindowMs(audience), nowMs))
  if (waiting.gestures) delays.push(leftMs(last.gesturesAtMs, gesturesTickMs(audience), nowMs))
  return delays.length === 0 ? null : Math.min(...delays)
}

/** What is left of a window that began at `sinceMs`; never more than the window, should the clock have gone back. */
function leftMs(sinceMs: number, windowMs: number, nowMs: number): number {
  return Math.min(windowMs, Math.max(0, sinceMs + windowMs - nowMs))
}

/** Whether gestures go along when operations are sent: only when their own tick is due too. */
export function areGesturesDue(last: TickSchedule, audience: Audience, nowMs: number): boolean {
  return leftMs(last.gesturesAtMs, gesturesTickMs(audience), nowMs) === 0
}

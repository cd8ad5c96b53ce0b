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

function operationsWindowMs(sessionCount: number): number {
  return Math.floor(Math.min(operationsWindowMsMax, sessionCount * windowMsPerSession))
}

function gesturesTickMs(sessionCount: number): number {
  return sessionCount > largeRoomSessions ? gesturesWindowMsLarge : gesturesWindowMs
}

/** How long what waits may wait; null when nothing does, 0 when it is due. */
export function tickDelayMs(
  last: TickSchedule,
  waiting: { readonly operations: boolean; readonly gestures: boolean },
  sessionCount: number,
  nowMs: number,
): number | null {
  const delays: number[] = []
  if (waiting.operations) delays.push(leftMs(last.operationsAtMs, operationsWindowMs(sessionCount), nowMs))
  if (waiting.gestures) delays.push(leftMs(last.gesturesAtMs, gesturesTickMs(sessionCount), nowMs))
  return delays.length === 0 ? null : Math.min(...delays)
}

/** What is left of a window that began at `sinceMs`; never more than the window, should the clock have gone back. */
function leftMs(sinceMs: number, windowMs: number, nowMs: number): number {
  return Math.min(windowMs, Math.max(0, sinceMs + windowMs - nowMs))
}

/** Whether gestures go along when operations are sent: only when their own tick is due too. */
export function areGesturesDue(last: TickSchedule, sessionCount: number, nowMs: number): boolean {
  return leftMs(last.gesturesAtMs, gesturesTickMs(sessionCount), nowMs) === 0
}

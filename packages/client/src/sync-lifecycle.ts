import { closeCodes } from '@flowstate/protocol'
import { backoffDelayMs } from './backoff.ts'
import { andThen } from './chain-steps.ts'
import { giveUp, pump } from './sync-queue.ts'
import type { StopReason, SyncEffect, SyncEnvironment, SyncState, SyncStep, SyncTimer } from './sync-state.ts'
import { connectMsMax, heartbeatIntervalMs, silenceMsMax } from './sync-state.ts'

const finalCloseCodes: ReadonlySet<number> = new Set(
  Object.values(closeCodes)
    .filter((entry) => entry.final)
    .map((entry) => entry.code),
)

/** 1006: a socket that went away without a close frame. */
const noAnswerCode = 1006

/** Opens a socket from what is confirmed. */
export function connect(state: SyncState): SyncStep {
  return {
    state: { ...state, phase: { name: 'connecting' }, sent: 0, held: [], resyncing: false },
    effects: [
      { type: 'cancel', timer: 'reconnect' },
      { type: 'schedule', timer: 'heartbeat', delayMs: connectMsMax },
      {
        type: 'connect',
        since: state.version,
        hash: state.hash,
        epoch: state.epoch,
        clientId: state.clientId,
      },
      { type: 'changed' },
    ],
  }
}

/** Gives up the socket for good; what is queued stays queued. */
export function stop(state: SyncState, reason: StopReason): SyncStep {
  return {
    state: { ...state, phase: { name: 'stopped', reason }, sent: 0, held: [] },
    effects: [
      { type: 'cancel', timer: 'reconnect' },
      { type: 'cancel', timer: 'resend' },
      { type: 'cancel', timer: 'heartbeat' },
      { type: 'disconnect' },
      { type: 'changed' },
    ],
  }
}

/**
 * Whether to come back by itself (SY5). A live socket that is told its login has run out comes back once: opening the next
 * one renews the login, and refuses for good if that cannot be done.
 */
function isFinal(state: SyncState, code: number): boolean {
  if (code === closeCodes.unauthenticated.code && state.phase.name === 'live') return false
  return finalCloseCodes.has(code)
}

/** The socket is gone: come back later, or not at all. */
export function onClosed(
  state: SyncState,
  event: { readonly code: number; readonly reason: string },
  environment: SyncEnvironment,
): SyncStep {
  if (state.phase.name === 'stopped' || state.phase.name === 'waiting') return { state, effects: [] }
  const unreadable = event.code === closeCodes.badMessage.code || event.code === closeCodes.tooBig.code
  const first = state.sent > 0 ? state.queue[0] : undefined
  let before: SyncStep = { state, effects: [] }
  if (unreadable && first) {
    before =
      state.suspect === first.id
        ? giveUp(state, 0, environment)
        : { state: { ...state, suspect: first.id }, effects: [] }
  } else if (isFinal(state, event.code)) {
    return stop(state, { kind: 'closed', code: event.code, reason: event.reason })
  }
  return andThen(before, (now) => ({
    state: {
      ...now,
      phase: { name: 'waiting', attempt: now.attempt },
      attempt: now.attempt + 1,
      sent: 0,
      held: [],
      resyncing: false,
      backAtMs: 0,
    },
    effects: [
      { type: 'cancel', timer: 'heartbeat' },
      { type: 'cancel', timer: 'resend' },
      {
        type: 'schedule',
        timer: 'reconnect',
        delayMs:
          Math.max(0, now.backAtMs - environment.nowMs) + backoffDelayMs(now.attempt, environment.random()),
      },
      { type: 'changed' },
    ],
  }))
}

/** Time to try again, to send again, or to ask whether the server is still there (SY4). */
export function onTimer(state: SyncState, timer: SyncTimer, environment: SyncEnvironment): SyncStep {
  if (timer === 'reconnect') return state.phase.name === 'waiting' ? connect(state) : { state, effects: [] }
  if (timer === 'resend') return pump(state)
  if (state.phase.name === 'connecting') {
    // neither ticket nor socket in all this time: give this attempt up, so that the next can begin
    const lost = onClosed(state, { code: noAnswerCode, reason: 'no answer' }, environment)
    return { state: lost.state, effects: [{ type: 'disconnect' }, ...lost.effects] }
  }
  if (state.phase.name !== 'live' && state.phase.name !== 'syncing') return { state, effects: [] }
  if (environment.nowMs - state.heardAtMs > silenceMsMax) return { state, effects: [{ type: 'disconnect' }] }
  const again: SyncEffect = { type: 'schedule', timer: 'heartbeat', delayMs: heartbeatIntervalMs }
  if (state.phase.name !== 'live') return { state, effects: [again] }
  return { state, effects: [{ type: 'send', message: { type: 'ping', t: environment.nowMs } }, again] }
}

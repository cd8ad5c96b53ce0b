import {
  decodeClientMessage,
  type MessageFault,
  type ReceivedMessage,
  type WireLimits,
} from '@flowstate/protocol'
import type { Clock } from '../clock.ts'
import { fullBucket, type Rate, type RateBucket, takeToken, tokenDelayMs } from './rate-bucket.ts'

export interface InboxDeps {
  readonly clock: Clock
  readonly limits: WireLimits
  /** Stops and starts reading from the peer. */
  pause(): void
  resume(): void
  handle(message: ReceivedMessage): void
  fault(fault: MessageFault): void
}

/**
 * What a session has read and not yet handled. Over the rate, or with too many operations in flight, the rest is read
 * later, in order; nothing is refused for its pace (CM8). Pointers over their rate are dropped.
 */
export interface SessionInbox {
  receive(text: string): void
  /** Handles what was received from now on. */
  open(): void
  /** An operation was answered. */
  answered(): void
  close(): void
  /** Whether the peer is not being read at the moment. */
  isPaused(): boolean
}

type Incoming = ReceivedMessage | MessageFault

function isCommit(message: Incoming): boolean {
  return message.type === 'operation' || message.type === 'undo' || message.type === 'redo'
}

export function createSessionInbox(deps: InboxDeps): SessionInbox {
  const { clock, limits } = deps
  const rates = {
    operations: { perSecond: limits.operationsPerSecond, burst: limits.operationsBurst },
    cursors: { perSecond: limits.cursorsPerSecond, burst: limits.cursorsPerSecond },
    others: { perSecond: limits.messagesPerSecond, burst: limits.messagesBurst },
  } satisfies { readonly [name: string]: Rate }
  type Name = keyof typeof rates
  const buckets: Record<Name, RateBucket> = {
    operations: fullBucket(rates.operations, clock.now()),
    cursors: fullBucket(rates.cursors, clock.now()),
    others: fullBucket(rates.others, clock.now()),
  }
  let waiting: Incoming[] = []
  let opened = false
  let closed = false
  let paused = false
  let inFlight = 0
  let cancelTimer: (() => void) | null = null

  const take = (name: Name): boolean => {
    const left = takeToken(buckets[name], rates[name], clock.now())
    if (left) buckets[name] = left
    return left !== null
  }
  const wakeLater = (name: Name) => {
    cancelTimer ??= clock.after(tokenDelayMs(buckets[name], rates[name], clock.now()), () => {
      cancelTimer = null
      work()
    })
  }
  /** False when the message has to wait. */
  const handle = (message: Incoming): boolean => {
    if (message.type === 'cursor') {
      if (take('cursors')) deps.handle(message)
      return true
    }
    if (isCommit(message) && inFlight >= limits.operationsInFlightMax) return false
    const name = isCommit(message) ? 'operations' : 'others'
    if (!take(name)) {
      wakeLater(name)
      return false
    }
    if (message.type === 'fault') deps.fault(message)
    else {
      if (isCommit(message)) inFlight++
      deps.handle(message)
    }
    return true
  }
  const work = () => {
    let done = 0
    while (opened && !closed && done < waiting.length && handle(waiting[done] as Incoming)) done++
    if (done > 0) waiting = waiting.slice(done)
    if (closed || waiting.length > 0 === paused) return
    paused = !paused
    if (paused) deps.pause()
    else deps.resume()
  }

  return {
    receive(text) {
      if (closed) return
      const messages = decodeClientMessage(text, limits)
      waiting = waiting.length === 0 ? [...messages] : [...waiting, ...messages]
      work()
    },
    open() {
      opened = true
      work()
    },
    answered() {
      inFlight--
      work()
    },
    close() {
      closed = true
      waiting = []
      cancelTimer?.()
      cancelTimer = null
    },
    isPaused: () => paused,
  }
}

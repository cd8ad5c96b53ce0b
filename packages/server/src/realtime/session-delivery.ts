import { encodeMessage, joinMessages, type WireLimits } from '@flowstate/protocol'
import type { Clock } from '../clock.ts'
import type { CanvasLog } from '../log/canvas-log.ts'
import type { LogRow } from '../log/log-row.ts'
import type { SyncRequest } from './catch-up.ts'
import type { Reply } from './outcome-reply.ts'
import { deferredMessagesMax, drainedBytesMax, isTooSlow, maySend, type Pressure } from './outgoing-queue.ts'
import type { SessionSocket } from './session-socket.ts'
import { type SyncSource, sendSync } from './sync-sender.ts'
import { rowsFrame, type TickShare } from './tick-frames.ts'
import { type BulkFrame, type Frame, textFrame } from './wire-frame.ts'

/** What a delivery needs of its room and its session. */
export interface DeliveryDeps {
  readonly socket: SessionSocket
  readonly clock: Clock
  readonly limits: WireLimits
  readonly log: CanvasLog
  readonly source: SyncSource
  /** Opened without a protocol number. */
  readonly simple: boolean
  /** The version up to which the room has told everybody. */
  broadcastVersion(): number
  /** Whether the role is as new as anything the log holds (AC3). */
  isAccessFresh(): boolean
  /** Reads the role until it is; false when the session has ended. */
  ensureAccess(): Promise<boolean>
  refreshLog(): Promise<void>
  /** Messages that show a newcomer the running gestures and pointers. */
  welcome(): readonly string[]
  tooSlow(): void
  /** Told what kept the session from reading the log; it tries again. */
  failed(error: unknown): void
}

/** One tick of the room: rows in (from, to] and what else happened. */
export interface Tick {
  readonly from: number
  readonly to: number
  readonly rows: readonly LogRow[]
  readonly control: readonly string[]
  frameOf(share: TickShare): Frame | null
}

/**
 * What one session is sent, and when. It is only ever sent row `sent + 1` (SY2): live, from the room's shared frames;
 * behind, from the log, page by page as the peer takes them (SY6). Answers wait for the row they speak of.
 */
export interface Delivery {
  /** Starts, or starts again, with catching up (SY1). */
  sync(request: SyncRequest): void
  tick(tick: Tick): void
  /** A message for this session alone. */
  send(text: string): void
  reply(reply: Reply): void
  drained(): void
  /** Looks at progress; called about once a second. */
  supervise(): void
  close(): void
  pressure(): Pressure
}

type Phase = 'joining' | 'syncing' | 'behind' | 'live'

const retryDelayMs = 250
const emptyReadDelayMs = 50

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { socket, clock, limits, log } = deps
  let phase: Phase = 'joining'
  let sent = 0
  let behindSinceMs = 0
  let progressAtMs = 0
  let bufferedBefore = 0
  let wanted: SyncRequest | null = null
  let running = false
  let closed = false
  let bulkUnderWay = false
  let wake: (() => void) | null = null
  let deferred: string[] = []
  let replies: Reply[] = []

  const pressure = (): Pressure => {
    switch (phase) {
      case 'joining':
        return { phase }
      case 'live':
        return { phase, bufferedBytes: socket.bufferedBytes() }
      case 'behind':
        return { phase, bufferedBytes: socket.bufferedBytes(), sinceMs: behindSinceMs }
      case 'syncing':
        return { phase, progressAtMs }
    }
  }
  const send = (text: string) => {
    if (closed) return
    if (phase !== 'syncing' && phase !== 'joining') {
      socket.send(textFrame(text))
      return
    }
    deferred.push(text)
    if (deferred.length > deferredMessagesMax) deps.tooSlow()
  }
  const flushDeferred = () => {
    if (deferred.length === 0) return
    const texts = deferred
    deferred = []
    socket.send(textFrame(joinMessages(texts)))
  }
  const advance = (version: number) => {
    sent = version
    if (replies.length === 0) return
    const due = replies.filter((reply) => reply.afterVersion <= sent)
    replies = replies.filter((reply) => reply.afterVersion > sent)
    for (const reply of due) send(encodeMessage(reply.message))
  }
  const rouse = () => {
    const waiting = wake
    wake = null
    waiting?.()
  }
  const untilDrained = async () => {
    while (!closed && (bulkUnderWay || socket.bufferedBytes() > drainedBytesMax))
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
  const after = (delayMs: number) =>
    new Promise<void>((resolve) => {
      clock.after(delayMs, resolve)
    })
  const sendBulk = async (frame: BulkFrame) => {
    bulkUnderWay = true
    socket.sendBulk(frame, () => {
      bulkUnderWay = false
      rouse()
    })
    await untilDrained()
  }

  const syncOnce = async (request: SyncRequest) => {
    phase = 'syncing'
    progressAtMs = clock.now()
    const version = await sendSync(request, deps.source, {
      sendBulk,
      mayGoOn: () => !closed && deps.isAccessFresh(),
      advanced: (to) => {
        sent = to
      },
    })
    if (closed) return
    if (version === null) {
      // the role must be read again first; the client goes on from what it has
      wanted ??= sent > 0 ? { since: sent, hash: null, epoch: null } : request
      return
    }
    phase = 'behind'
    behindSinceMs = clock.now()
    flushDeferred()
    advance(version)
    const welcome = deps.welcome()
    if (welcome.length > 0) socket.send(textFrame(joinMessages(welcome)))
  }
  const readOn = async () => {
    await untilDrained()
    if (closed || wanted !== null || !deps.isAccessFresh()) return
    if (sent >= deps.broadcastVersion()) {
      phase = 'live'
      flushDeferred()
      return
    }
    const rows = await log.readRows(sent)
    if (closed || wanted !== null || !deps.isAccessFresh()) return
    const last = rows.at(-1)
    if (last) {
      socket.send(rowsFrame(rows))
      advance(last.version)
      return
    }
    await deps.refreshLog()
    if (log.head.version <= sent) await after(emptyReadDelayMs)
  }
  /** Brings the session to the head; one at a time, ends when it is live. */
  const run = async () => {
    if (running) return
    running = true
    while (!closed && phase !== 'live') {
      try {
        if (!(await deps.ensureAccess())) break
        const request = wanted
        wanted = null
        if (request) await syncOnce(request)
        else await readOn()
      } catch (error) {
        // the store does not answer: what is missing is still in the log
        deps.failed(error)
        if (phase === 'syncing') wanted ??= { since: sent, hash: null, epoch: null }
        await after(retryDelayMs)
      }
    }
    running = false
  }
  const fallBehind = () => {
    phase = 'behind'
    behindSinceMs = clock.now()
    void run()
  }
  const sendTickRows = (tick: Tick): boolean => {
    if (sent >= tick.to) return false
    if (sent < tick.from || !maySend('operations', socket.bufferedBytes(), limits)) {
      fallBehind()
      return false
    }
    if (sent === tick.from) return true
    socket.send(rowsFrame(tick.rows.filter((row) => row.version > sent)))
    advance(tick.to)
    return false
  }

  return {
    sync(request) {
      wanted = request
      if (phase === 'live') phase = 'behind'
      void run()
    },
    tick(tick) {
      if (closed || phase === 'joining') return
      if (phase === 'syncing' || !deps.isAccessFresh()) {
        deferred.push(...tick.control)
        if (deferred.length > deferredMessagesMax) deps.tooSlow()
        else if (phase === 'live') fallBehind()
        return
      }
      // held back while the role was read: older than what this tick tells
      flushDeferred()
      const rows = phase === 'live' && tick.rows.length > 0 && sendTickRows(tick)
      const ephemeral = maySend('ephemeral', socket.bufferedBytes(), limits)
      const frame = tick.frameOf({ rows, ephemeral, simple: deps.simple })
      if (frame) socket.send(frame)
      if (rows) advance(tick.to)
      if (isTooSlow(pressure(), clock.now(), limits)) deps.tooSlow()
    },
    send,
    reply(reply) {
      if (phase !== 'joining' && reply.afterVersion <= sent) send(encodeMessage(reply.message))
      else replies.push(reply)
    },
    drained: rouse,
    supervise() {
      const nowMs = clock.now()
      const bufferedBytes = socket.bufferedBytes()
      // a peer that takes what it is given is not slow, however far the head is away
      if (bufferedBytes <= drainedBytesMax) behindSinceMs = nowMs
      if (bufferedBytes < bufferedBefore || bufferedBytes === 0) progressAtMs = nowMs
      bufferedBefore = bufferedBytes
      rouse()
      if (isTooSlow(pressure(), nowMs, limits)) deps.tooSlow()
    },
    close() {
      closed = true
      rouse()
    },
    pressure,
  }
}

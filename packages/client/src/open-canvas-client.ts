import type { OperationId, Refusal } from '@flowstate/engine'
import { err, normaliseProposal, ok, stateHash, toHex, uuidv7 } from '@flowstate/engine'
import type { PresenceFields, Preview } from '@flowstate/protocol'
import { sha256 } from '@noble/hashes/sha2.js'
import type { CanvasClient, CanvasClientOptions, ClientListener } from './canvas-client.ts'
import { createCanvasStore, pendingOf } from './canvas-store.ts'
import { type ClientStatus, connectionStatus } from './client-status.ts'
import { type Connection, ConnectionRefused, openConnection, type SocketRequest } from './connection.ts'
import type { FailedOperation } from './outbox-storage.ts'
import { openOutboxWriter } from './outbox-writer.ts'
import { createPresenceStore, joinPreview } from './presence-store.ts'
import { step } from './sync-machine.ts'
import {
  initialSyncState,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  type SyncTimer,
} from './sync-state.ts'
import { createThrottle } from './throttle.ts'

/** At most 25 cursors, and 25 previews, a second leave. */
const presenceIntervalMs = 40
/** So many unanswered operations fill the outbox (CL3): hours of work offline, and still quick to show again. */
export const queuedOperationsMax = 10_000

/** Opens a canvas for live work: claims an outbox, shows what waits in it, and connects. */
export async function openCanvasClient(options: CanvasClientOptions): Promise<CanvasClient> {
  const { clock } = options
  const newUuid = () => uuidv7(clock.now(), options.randomBytes(16))
  const store = createCanvasStore()
  const presence = createPresenceStore()
  const writer = await openOutboxWriter(
    options.storage,
    {
      owner: { userId: options.userId, canvasId: options.canvasId },
      freshClientId: newUuid() as SyncState['clientId'],
    },
    () => changed(),
  )
  const { outbox, write } = writer
  let state = initialSyncState({
    clientId: outbox.queue.clientId,
    nextSeq: outbox.queue.nextSeq,
    queue: outbox.queue.entries,
  })
  store.restore(state.queue.map(pendingOf))

  const listeners = new Set<ClientListener>()
  const timers = new Map<SyncTimer, () => void>()
  let failed: readonly FailedOperation[] = outbox.failed
  let connection: Connection | null = null
  /** Counts sockets, so that a late event of an old one is not taken for the new one's. */
  let socketNumber = 0
  let savedWaiters: (() => void)[] = []
  /** What the others are told about this person here; told again on every new socket. */
  let shown: PresenceFields = {}
  let closing: Promise<void> | null = null
  /** The outbox was given free: nothing more can be kept. */
  let closed = false
  let status = makeStatus()

  function makeStatus(): ClientStatus {
    return {
      connection: connectionStatus(state),
      pending: state.queue.length,
      failed,
      you: state.you,
      diverged: state.divergences > 1,
      outboxWorks: writer.works(),
    }
  }

  function changed(): void {
    status = makeStatus()
    for (const listener of listeners) listener.status?.(status)
    if (state.queue.length > 0) return
    const waiters = savedWaiters
    savedWaiters = []
    for (const waiter of waiters) waiter()
  }

  function dispatchEvent(event: SyncEvent): void {
    const next = step(state, event, {
      nowMs: clock.now(),
      random: () => (options.randomBytes(1)[0] as number) / 256,
      newClientId: () => newUuid() as SyncState['clientId'],
      newOperationId: () => newUuid() as OperationId,
    })
    state = next.state
    for (const effect of next.effects) run(effect)
  }

  function connect(request: SocketRequest): void {
    const mine = ++socketNumber
    const current = () => mine === socketNumber
    options.openSocket(request).then(
      (socket) => {
        if (!current()) {
          socket.close()
          return
        }
        connection = openConnection(socket, {
          opened: () => current() && dispatchEvent({ type: 'opened' }),
          frame: (deliver) => store.batch(deliver),
          message: (message) => current() && dispatchEvent({ type: 'message', message }),
          closed: (code, reason) => current() && lost(code, reason),
        })
      },
      (error: unknown) => {
        if (!current()) return
        if (error instanceof ConnectionRefused) lost(error.code, error.message)
        else lost(1006, String(error))
      },
    )
  }

  function lost(code: number, reason: string): void {
    socketNumber++
    connection = null
    presence.clear()
    dispatchEvent({ type: 'closed', code, reason })
  }

  function run(effect: SyncEffect): void {
    switch (effect.type) {
      case 'connect':
        connect(effect)
        break
      case 'disconnect': {
        const open = connection
        if (open) open.close()
        else socketNumber++
        break
      }
      case 'send':
        connection?.send(effect.message)
        break
      case 'schedule':
        timers.get(effect.timer)?.()
        timers.set(
          effect.timer,
          clock.after(effect.delayMs, () => {
            timers.delete(effect.timer)
            dispatchEvent({ type: 'timer', timer: effect.timer })
          }),
        )
        break
      case 'cancel':
        timers.get(effect.timer)?.()
        timers.delete(effect.timer)
        break
      case 'persist': {
        const { entry } = effect
        void write(() => outbox.append(entry)).then(() => dispatchEvent({ type: 'persisted', id: entry.id }))
        break
      }
      case 'confirm':
        try {
          store.confirm(effect.rows)
        } catch {
          dispatchEvent({ type: 'diverged' })
        }
        break
      case 'verify':
        if (effect.stateHash !== toHex(stateHash(store.confirmed, sha256)))
          dispatchEvent({ type: 'diverged' })
        break
      case 'reset':
        store.reset(effect.state, effect.decidedSeq)
        break
      case 'settled':
        store.drop(effect.id)
        void write(() => outbox.remove(effect.id))
        if (effect.nothing) for (const listener of listeners) listener.nothing?.(effect.nothing)
        break
      case 'rejected': {
        const lostWork: FailedOperation = {
          entry: effect.entry,
          code: effect.code,
          detail: effect.detail,
          atMs: clock.now(),
        }
        failed = [...failed.filter((operation) => operation.entry.id !== lostWork.entry.id), lostWork]
        store.drop(effect.entry.id)
        void write(async () => {
          await outbox.addFailed(lostWork)
          await outbox.remove(effect.entry.id)
        })
        break
      }
      case 'renumbered':
        store.renumber(new Map(effect.queue.map((entry) => [entry.id, entry.seq])))
        void write(() =>
          outbox.replace({ clientId: effect.clientId, nextSeq: effect.nextSeq, entries: effect.queue }),
        )
        break
      case 'presence':
        presence.receive(effect.message)
        if (effect.message.type === 'sync' && Object.keys(shown).length > 0)
          connection?.send({ type: 'presence', ...shown })
        break
      case 'changed':
        changed()
        break
    }
  }

  const whenLive = (send: () => void) => {
    if (state.phase.name === 'live') send()
  }
  const cursor = createThrottle<{ x: number; y: number }>({
    clock,
    intervalMs: presenceIntervalMs,
    send: ({ x, y }) => whenLive(() => connection?.send({ type: 'cursor', x, y })),
  })
  const preview = createThrottle<Preview | null>({
    clock,
    intervalMs: presenceIntervalMs,
    send: (value) => whenLive(() => connection?.send({ type: 'preview', preview: value })),
    merge: (waiting, next) => (next ? joinPreview(waiting, next) : next),
  })

  store.subscribe((changedShapes) => {
    for (const listener of listeners) listener.canvas?.(changedShapes)
  })

  function enqueueHistory(type: 'undo' | 'redo', target?: readonly OperationId[]): OperationId {
    const id = newUuid() as OperationId
    if (!closed) dispatchEvent({ type: 'enqueue', id, request: { type, id, ...(target ? { target } : {}) } })
    return id
  }

  /** Why an edit cannot be taken at all; null when it can. */
  function refusal(): Refusal | null {
    if (closed) return { code: 'invalid', detail: 'The canvas is closed' }
    if (state.queue.length >= queuedOperationsMax)
      return { code: 'too_many_changes', detail: 'Too much is waiting to be saved' }
    return null
  }

  dispatchEvent({ type: 'start' })

  return {
    canvasId: options.canvasId,
    view: () => store.view,
    status: () => status,
    version: () => store.confirmed.version,
    presence,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch(changes, dispatchOptions = {}) {
      const refused = refusal()
      if (refused) return err(refused)
      const id = newUuid() as OperationId
      const normal = normaliseProposal({ id, ...dispatchOptions, changes })
      if (!normal.ok) return err(normal.error)
      const shown = store.addPending({ id, seq: state.nextSeq, changes: normal.value.changes })
      if (!shown.ok) return err(shown.error)
      dispatchEvent({ type: 'enqueue', id, request: { type: 'operation', operation: normal.value } })
      return ok(id)
    },
    undo: (undoOptions) => enqueueHistory('undo', undoOptions?.target),
    redo: (redoOptions) => enqueueHistory('redo', redoOptions?.target),
    sendCursor: (x, y) => cursor.push({ x, y }),
    sendPreview: (value) => preview.push(value),
    setPresence(fields) {
      shown = { ...shown, ...fields }
      whenLive(() => connection?.send({ type: 'presence', ...fields }))
    },
    authenticate: (token) => whenLive(() => connection?.send({ type: 'auth', token })),
    retry: () => dispatchEvent({ type: 'retry' }),
    whenSaved: () =>
      state.queue.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            savedWaiters.push(resolve)
          }),
    async forgetFailed(id) {
      failed = failed.filter((operation) => operation.entry.id !== id)
      changed()
      await write(() => outbox.clearFailed(id))
    },
    close() {
      cursor.cancel()
      preview.cancel()
      if (closing) return closing
      dispatchEvent({ type: 'stop' })
      closing = writer.release(() => {
        closed = true
      })
      return closing
    },
  }
}

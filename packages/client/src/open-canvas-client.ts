import type { OperationId, Refusal } from '@flowstate/engine'
import { err, normaliseProposal, ok, uuidv7 } from '@flowstate/engine'
import type { PresenceFields, ServerMessage } from '@flowstate/protocol'
import type { CanvasClient, CanvasClientOptions, ClientListener } from './canvas-client.ts'
import { createCanvasStore, pendingOf } from './canvas-store.ts'
import { keepClientCopy } from './client-copy.ts'
import { createClientLink } from './client-link.ts'
import { type ClientStatus, statusOf } from './client-status.ts'
import { createFailedOperations } from './failed-operations.ts'
import { createNamedTimers } from './named-timers.ts'
import { openOutboxWriter } from './outbox-writer.ts'
import { pendingSteps } from './pending-steps.ts'
import { pendingText } from './pending-text.ts'
import { createPresenceLanes } from './presence-lanes.ts'
import { createPresenceStore } from './presence-store.ts'
import { createQueueAdoption } from './queue-adoption.ts'
import { createStateVerifier } from './state-verifier.ts'
import { step } from './sync-machine.ts'
import { amendedEntry } from './sync-queue.ts'
import {
  initialSyncState,
  queuedOperationsMax,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  type SyncTimer,
} from './sync-state.ts'
import { createWaiters } from './waiters.ts'

/** Opens a canvas for live work: from its stored copy if there is one, with what waits in the outbox; and connects. */
export async function openCanvasClient(options: CanvasClientOptions): Promise<CanvasClient> {
  const { clock, copy } = options
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
  const { outbox, write, keep } = writer
  const { clientId, nextSeq, entries } = outbox.queue
  let state = initialSyncState(
    { clientId, nextSeq, queue: entries },
    copy && { version: copy.state.version, hash: copy.hash, epoch: copy.epoch },
  )
  if (copy) store.reset(copy.state, 0)
  store.restore(state.queue.map(pendingOf))

  const listeners = new Set<ClientListener>()
  const tell = (say: (listener: ClientListener) => void): void => {
    for (const listener of listeners) say(listener)
  }
  const timers = createNamedTimers<SyncTimer>(clock, (timer) => dispatchEvent({ type: 'timer', timer }))
  const failed = createFailedOperations(writer)
  const saved = createWaiters()
  /** What the others are told about this person here; told again on every new socket. */
  let shown: PresenceFields = {}
  let closing: Promise<void> | null = null
  /** The outbox was given free: nothing more can be kept. */
  let closed = false
  /** Gesture of the own operation that left the queue last: what goes on with it is one step with what is in the log. */
  let gestureBefore: string | undefined
  const kept = keepClientCopy(options, {
    store,
    position: () => state,
    answered: () => write(() => Promise.resolve()),
  })
  const makeStatus = (): ClientStatus =>
    statusOf(state, { failed: failed.all(), outboxWorks: writer.works(), gestureBefore })
  let status = makeStatus()

  function changed(): void {
    status = makeStatus()
    tell((listener) => listener.status?.(status))
    if (state.queue.length === 0) saved.wake()
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
    adoption.moved()
  }

  const connection = createClientLink(options.openSocket, {
    opened: () => dispatchEvent({ type: 'opened' }),
    frame: (deliver) => store.batch(deliver),
    message: (message) => dispatchEvent({ type: 'message', message }),
    lost(code, reason) {
      presence.clear()
      dispatchEvent({ type: 'closed', code, reason })
      kept.ended()
    },
  })

  const writeQueue = () =>
    write(() => outbox.replace({ clientId: state.clientId, nextSeq: state.nextSeq, entries: state.queue }))

  const adoption = createQueueAdoption({
    clock,
    writer,
    state: () => state,
    dispatch: dispatchEvent,
    writeQueue,
  })

  const verifier = createStateVerifier(options, diverged)

  function diverged(): void {
    kept.forget()
    dispatchEvent({ type: 'diverged' })
  }

  function receivePresence(message: ServerMessage): void {
    presence.receive(message)
    if (message.type === 'comment') tell((listener) => listener.comment?.(message))
    if (message.type === 'canvas') tell((listener) => listener.aboutCanvas?.())
    if (message.type === 'comments') tell((listener) => listener.comments?.())
    if (message.type === 'sync' && Object.keys(shown).length > 0)
      connection.send({ type: 'presence', ...shown })
  }

  function run(effect: SyncEffect): void {
    switch (effect.type) {
      case 'connect':
        connection.connect(effect)
        break
      case 'disconnect':
        connection.disconnect()
        break
      case 'send':
        connection.send(effect.message)
        break
      case 'schedule':
        timers.schedule(effect.timer, effect.delayMs)
        break
      case 'cancel':
        timers.cancel(effect.timer)
        break
      case 'persist': {
        const { entry } = effect
        const { clientId } = state
        const now = () =>
          state.clientId === clientId ? state.queue.find(({ id }) => id === entry.id) : undefined
        void keep(entry, now).then((isKept) => isKept && dispatchEvent({ type: 'persisted', id: entry.id }))
        break
      }
      case 'confirm':
        try {
          store.confirm(effect.rows)
          tell((listener) => listener.confirmed?.(effect.rows))
          adoption.saw(effect.rows)
          const own = effect.rows.findLast((row) => row.userId === state.you?.userId && row.kind === 'edit')
          if (own) gestureBefore = own.gesture
          kept.moved()
        } catch {
          diverged()
        }
        break
      case 'verify':
        verifier.verify(store.confirmed, effect.stateHash)
        break
      case 'reset':
        verifier.cancel()
        store.reset(effect.state, effect.decidedSeq)
        tell((listener) => listener.confirmed?.('reset'))
        kept.moved()
        break
      case 'settled': {
        const { nothing } = effect
        store.drop(effect.id)
        void write(() => outbox.remove(effect.id))
        if (nothing) tell((listener) => listener.nothing?.(nothing))
        break
      }
      case 'rejected': {
        const { entry, code, detail } = effect
        store.drop(entry.id)
        failed.add({ entry, code, detail, atMs: clock.now() })
        break
      }
      case 'renumbered':
        store.renumber(new Map(effect.queue.map((entry) => [entry.id, entry.seq])))
        void writeQueue()
        break
      case 'adopted':
        store.restore(effect.entries.map(pendingOf))
        break
      case 'presence':
        receivePresence(effect.message)
        break
      case 'changed':
        changed()
        break
    }
  }

  const whenLive = (send: () => void) => {
    if (state.phase.name === 'live') send()
  }
  const lanes = createPresenceLanes(clock, (message) => whenLive(() => connection.send(message)))

  store.subscribe((changedShapes) => tell((listener) => listener.canvas?.(changedShapes)))

  function enqueueHistory(type: 'undo' | 'redo', asked?: readonly OperationId[]): OperationId {
    const id = newUuid() as OperationId
    if (closed) return id
    const own = state.phase.name === 'live' ? null : pendingSteps(state.queue, gestureBefore)[type]
    const target = asked ?? own
    const request = { type, id, ...(target ? { target } : {}) }
    if (target) store.addPending(pendingOf({ id, seq: state.nextSeq, request }))
    dispatchEvent({ type: 'enqueue', id, request })
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
    confirmed: () => store.confirmed,
    pendingText: (id) => pendingText(store.pending, id),
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
      const request = { type: 'operation', operation: normal.value } as const
      const shown = store.addPending(pendingOf({ id, seq: state.nextSeq, request }))
      if (!shown.ok) return err(shown.error)
      dispatchEvent({ type: 'enqueue', id, request })
      return ok(id)
    },
    amend(id, changes) {
      const entry = closed ? null : amendedEntry(state, id, changes)
      if (entry === null) return false
      store.amendPending(pendingOf(entry))
      dispatchEvent({ type: 'amend', entry })
      return true
    },
    undo: (undoOptions) => enqueueHistory('undo', undoOptions?.target),
    redo: (redoOptions) => enqueueHistory('redo', redoOptions?.target),
    sendCursor: lanes.cursor,
    sendPreview: lanes.preview,
    setPresence(fields) {
      const { chat: _words, spotlight: _call, ...lasting } = fields
      shown = { ...shown, ...lasting }
      whenLive(() => connection.send({ type: 'presence', ...fields }))
    },
    authenticate: (token) => whenLive(() => connection.send({ type: 'auth', token })),
    retry: () => dispatchEvent({ type: 'retry' }),
    whenSaved: () => (state.queue.length === 0 ? Promise.resolve() : saved.wait()),
    describe: kept.describe,
    keepCopy: kept.save,
    async forgetFailed(id) {
      const forgotten = failed.forget(id)
      changed()
      await forgotten
    },
    close() {
      lanes.cancel()
      verifier.cancel()
      if (closing) return closing
      const written = kept.save()
      dispatchEvent({ type: 'stop' })
      const released = writer.release(() => {
        closed = true
      })
      closing = Promise.all([released, written]).then(() => undefined)
      return closing
    },
  }
}

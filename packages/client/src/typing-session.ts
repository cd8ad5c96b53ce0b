import {
  applyDelta,
  type CommittedOperation,
  composeDeltas,
  deltaBetween,
  moveOffset,
  type OperationId,
  offsetBefore,
  type ProposedChange,
} from '@flowstate/engine'
import { textDeltasOf, textOf } from './text-rows.ts'
import { agreedText, type TextLayers, withAgreed, withRemote, withSent } from './typed-text.ts'
import type { TypingClient, TypingOptions, TypingSession } from './typing-client.ts'

/** Begins to type into the text of a shape, or into one that the first words will make. */
export function openTyping(client: TypingClient, options: TypingOptions): TypingSession {
  const { id } = options
  let onWay: readonly OperationId[] = client.pendingText(id)
  const seen = textOf(client.view().get(id))
  const confirmed = textOf(client.confirmed().get(id))
  let layers: TextLayers = {
    server: confirmed,
    sent: deltaBetween(confirmed, seen),
    mine: [],
    field: { text: seen, start: seen.length, end: seen.length },
  }
  /**
   * What is on its way was seen to leave. Otherwise it is only what the view makes of an edit, and one made for an older text
   * may look there as if it took away what it never meant.
   */
  let isSentKnown = onWay.length === 0
  /** The last edit sent, if it was a delta. */
  let deltaOnWay: OperationId | null = null
  /** Refused for good: not sent again before something else is typed. */
  let isRefused = false
  /** To be sent as soon as it can be. */
  let isDue = false
  let isComposing = false
  let isClosing = false
  /** The canvas tells what happens to it while it is being asked or sent something: that is heard afterwards. */
  let isBusy = false
  let waiting: (CommittedOperation | 'reset')[] = []
  const refusedIds: OperationId[] = []

  function takeRow(row: CommittedOperation): void {
    const isOwn = onWay.includes(row.id)
    onWay = onWay.filter((other) => other !== row.id)
    if (onWay.length === 0 && layers.sent.length === 0) isSentKnown = true
    // Of an own undo nothing may be shown yet: its row is news like anybody's.
    if (!isOwn || layers.sent.length === 0) {
      for (const delta of textDeltasOf(row, id, layers.server)) layers = withRemote(layers, delta)
      return
    }
    const before = agreedText(layers)
    const server = textDeltasOf(row, id, layers.server).reduce(applyDelta, layers.server)
    if (onWay.length > 0) layers = { ...layers, server, sent: deltaBetween(server, before) }
    else {
      layers = withAgreed({ ...layers, server, sent: [] }, deltaBetween(before, server))
      isSentKnown = true
    }
  }

  /**
   * The text as it is now, without the rows in between. What is still on its way was made for the text of before and is kept
   * like typing over anybody's change: the view shows such an edit where it no longer belongs.
   */
  function takeReset(): void {
    const server = textOf(client.confirmed().get(id))
    const pending = client.pendingText(id)
    const isOnWay =
      onWay.length > 0 && onWay.length === pending.length && onWay.every((one) => pending.includes(one))
    // What has been decided is pending until its answer is heard, but no longer in the view.
    const isInView = textOf(client.view().get(id)) !== server
    if (isOnWay && isInView && isSentKnown) layers = withRemote(layers, deltaBetween(layers.server, server))
    else resync()
  }

  /** What is below the own letters is asked for anew: rows were not heard of one by one, or an undo is on its way. */
  function resync(): void {
    const before = agreedText(layers)
    const server = textOf(client.confirmed().get(id))
    onWay = client.pendingText(id)
    const shape = client.view().get(id)
    const sent = onWay.length === 0 || shape === undefined ? [] : deltaBetween(server, textOf(shape))
    isSentKnown = sent.length === 0
    layers = withAgreed({ ...layers, server, sent }, deltaBetween(before, applyDelta(server, sent)))
  }

  /**
   * What was refused is still in the field: all of it is to be sent again, or to be kept there. Where nobody saw what it was, it
   * leaves the field, and its words stay in the list of what could not be saved.
   */
  function takeBack(code: string, failed: readonly OperationId[]): void {
    const isAlive = client.view().get(id) !== undefined
    const isInField = isSentKnown && layers.sent.length > 0
    // What has not gone out yet was not refused with what had.
    if (code !== 'text_conflict' && isInField) isRefused = true
    for (const operation of isInField ? failed : []) {
      // On a dead shape nobody knows what will become of the words: they stay in the list as well.
      if (code === 'text_conflict' && isAlive) void client.forgetFailed(operation)
      else refusedIds.push(operation)
    }
    options.tookBack?.(failed)
    onWay = onWay.filter((operation) => !failed.includes(operation))
    if (onWay.length === 0) {
      if (isSentKnown) layers = { ...layers, sent: [], mine: composeDeltas(layers.sent, layers.mine) }
      else layers = withAgreed({ ...layers, sent: [] }, deltaBetween(agreedText(layers), layers.server))
      isSentKnown = true
    }
    isDue = true
  }

  function settle(): void {
    if (onWay.length === 0) return
    const failures = client.status().failed.filter(({ entry }) => onWay.includes(entry.id))
    const ids = failures.map(({ entry }) => entry.id)
    const pending = client.pendingText(id)
    if (failures[0] !== undefined) takeBack(failures[0].code, ids)
    else if (onWay.some((operation) => !pending.includes(operation))) resync()
  }

  /** Hears what has happened meanwhile, unless it is not the time. */
  function listen(): void {
    if (isBusy || isComposing) return
    const before = layers.field
    isBusy = true
    while (waiting.length > 0) {
      const events = waiting
      waiting = []
      // What is confirmed now holds everything heard since.
      if (events.includes('reset')) takeReset()
      else for (const event of events) if (event !== 'reset') takeRow(event)
    }
    settle()
    isBusy = false
    const { field } = layers
    if (field.text !== before.text || field.start !== before.start || field.end !== before.end)
      options.changed?.(field)
  }

  /** How typed words can be sent now: over what is confirmed, whole, later or not at all. */
  function sending(): 'delta' | 'whole' | 'wait' | 'never' {
    if (client.view().get(id) === undefined) {
      const isMaking = layers.field.text.trim() !== '' && options.fresh?.() != null
      return isMaking ? 'whole' : 'never'
    }
    if (onWay.length === 0 && client.pendingText(id).length === 0) return 'delta'
    // Nobody else can have seen it. Offline its words go into the outbox with it; an answer may be hours away.
    const isUnseen = client.confirmed().get(id) === undefined && client.status().connection.name !== 'live'
    return isUnseen ? 'whole' : 'wait'
  }

  function changesFor(as: 'delta' | 'whole'): readonly ProposedChange[] {
    const { field, mine } = layers
    if (as === 'delta') return [{ kind: 'text', id, field: 'text', base: client.version(), delta: mine }]
    const fresh = client.view().get(id) === undefined ? options.fresh?.() : undefined
    if (fresh != null) return [{ kind: 'create', shape: { ...fresh, text: field.text } }]
    return [{ kind: 'update', id, set: { text: field.text } }]
  }

  function send(as: 'delta' | 'whole'): boolean {
    const changes = changesFor(as)
    isBusy = true
    const operation = options.propose(changes)
    isBusy = false
    if (operation === null) {
      isRefused = true
      return false
    }
    onWay = [...onWay, operation]
    deltaOnWay = as === 'delta' ? operation : null
    layers = withSent(layers)
    listen()
    return true
  }

  /**
   * What cannot go out behind an edit may become part of it, as long as the server has not seen that: without a connection it is
   * then kept with it, and not in the field alone.
   */
  function amend(): boolean {
    const [operation] = onWay
    const pending = client.pendingText(id)
    if (operation === undefined || operation !== deltaOnWay || !isSentKnown) return false
    if (pending.length !== 1 || pending[0] !== operation) return false
    const delta = composeDeltas(layers.sent, layers.mine)
    isBusy = true
    const isAmended = client.amend(operation, [
      { kind: 'text', id, field: 'text', base: client.version(), delta },
    ])
    isBusy = false
    if (isAmended) layers = withSent(layers)
    return isAmended
  }

  function flush(): 'done' | 'waiting' {
    if (isBusy) return 'waiting'
    listen()
    isDue = isComposing
    if (isComposing) return 'waiting'
    if (layers.mine.length > 0 && !isRefused) {
      const as = sending()
      if (as === 'wait' && amend()) return 'waiting'
      isDue = as === 'wait' || as === 'never'
      if (as === 'never') return 'done'
      if (as === 'wait') return 'waiting'
      if (!send(as)) return 'done'
      isDue = layers.mine.length > 0
    }
    return onWay.length === 0 ? 'done' : 'waiting'
  }

  const stop = client.subscribe({
    confirmed(rows) {
      if (rows === 'reset') waiting = ['reset']
      else waiting.push(...rows)
      listen()
    },
    status() {
      listen()
      if (!isBusy && (isDue || isClosing) && flush() === 'done' && isClosing) stop()
    },
  })

  return {
    current: () => layers.field,
    type(next) {
      const delta = deltaBetween(layers.field.text, next.text, next.end)
      if (delta.length > 0) isRefused = false
      layers = { ...layers, mine: composeDeltas(layers.mine, delta), field: next }
    },
    compose(next) {
      isComposing = next
      listen()
    },
    flush,
    hasUnsent: () => layers.mine.length > 0,
    discardUnsent() {
      const text = agreedText(layers)
      const inText = (offset: number) => offsetBefore(offset, layers.mine)
      const { start, end } = layers.field
      layers = { ...layers, mine: [], field: { text, start: inText(start), end: inText(end) } }
      options.changed?.(layers.field)
    },
    refresh() {
      listen()
      const before = layers.field
      if (isBusy || isComposing) return
      resync()
      if (layers.field.text !== before.text) options.changed?.(layers.field)
    },
    close() {
      isComposing = false
      isClosing = true
      if (flush() === 'done') stop()
    },
    caret() {
      const { field, mine, sent } = layers
      const inLog = (offset: number) => offsetBefore(offsetBefore(offset, mine), sent)
      return [client.version(), inLog(field.start), inLog(field.end)]
    },
    place: (offset) => moveOffset(moveOffset(offset, layers.sent), layers.mine),
    refused: () => refusedIds,
  }
}

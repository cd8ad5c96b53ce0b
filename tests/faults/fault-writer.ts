import { randomBytes, randomUUID } from 'node:crypto'
import {
  type ClientId,
  type CommittedOperation,
  type OperationId,
  type ProposedChange,
  uuidv7,
} from '@flowstate/engine'
import type { ClientMessage, ServerMessage } from '@flowstate/protocol'
import { WebSocket } from 'ws'
import type { AckJournal, JournalEntry } from './ack-journal.ts'
import type { Person, SharedCanvas } from './public-api.ts'
import { waitUntil } from './wait-until.ts'
import type { WriterPlan } from './writer-plan.ts'

/** In flight at a time; the server reads more than 64 later anyway. */
const windowSize = 16

interface Pending {
  readonly seq: number
  readonly message: ClientMessage
  readonly changes?: readonly ProposedChange[]
}

export interface WriterEvents {
  /** New entries of the journal, after they are on disk. */
  readonly onAcknowledged?: (entries: readonly JournalEntry[]) => void
  /** Any message but acknowledgements, as it came. */
  readonly onMessage?: (message: ServerMessage) => void
}

/** A client that keeps writing through crashes: what was not answered is sent again under the same ids, in order. */
export interface FaultWriter {
  readonly person: Person
  readonly clientId: ClientId
  readonly pendingCount: number
  /** Ids of everything ever sent. */
  readonly submitted: ReadonlySet<OperationId>
  /** Codes of errors that named no operation, and of closes. */
  readonly complaints: readonly string[]
  readonly isConnected: boolean
  /** Resolves when the server has sent `sync`; what is pending is on its way again by then. */
  connect(url: string): Promise<void>
  /** Keeps the window full from now on, or lets it run empty. */
  keepWriting(on: boolean): void
  disconnect(): void
}

export function createFaultWriter(options: {
  readonly canvas: SharedCanvas
  readonly person: Person
  readonly journal: AckJournal
  readonly plan: WriterPlan
  readonly events?: WriterEvents
}): FaultWriter {
  const { canvas, person, journal, plan, events = {} } = options
  const clientId = randomUUID() as string as ClientId
  const pending = new Map<OperationId, Pending>()
  const submitted = new Set<OperationId>()
  const complaints: string[] = []
  let socket: WebSocket | undefined
  let isLive = false
  let isWriting = false
  let seq = 0
  let seen = 0

  function propose(): void {
    seq += 1
    const id = uuidv7(Date.now(), randomBytes(16)) as OperationId
    const step = plan.next()
    const message: ClientMessage =
      step.type === 'edit'
        ? { type: 'operation', operation: { id, clientId, seq, changes: step.changes } }
        : { type: step.type, id, clientId, seq }
    pending.set(id, { seq, message, ...(step.type === 'edit' && { changes: step.changes }) })
    submitted.add(id)
    socket?.send(JSON.stringify(message))
  }

  function fillWindow(): void {
    while (isLive && isWriting && pending.size < windowSize) propose()
  }

  function committed(id: OperationId, version: number): readonly JournalEntry[] {
    const entry = pending.get(id)
    if (entry === undefined) return []
    pending.delete(id)
    const { seq: at, changes } = entry
    return [{ id, clientId, seq: at, outcome: 'committed', version, ...(changes && { changes }) }]
  }

  function rowsSeen(rows: readonly CommittedOperation[]): readonly JournalEntry[] {
    seen = rows.at(-1)?.version ?? seen
    return rows.flatMap((row) => committed(row.id, row.version))
  }

  function closed(
    id: OperationId,
    rest: { outcome: 'answered'; reason: string } | { outcome: 'rejected'; code: string },
  ) {
    const entry = pending.get(id)
    pending.delete(id)
    return entry === undefined ? [] : [{ id, clientId, seq: entry.seq, ...rest }]
  }

  function read(message: ServerMessage): readonly JournalEntry[] {
    switch (message.type) {
      case 'operation':
        return rowsSeen([message.operation])
      case 'sync': {
        const entries = rowsSeen(message.operations ?? [])
        seen = message.version
        return entries
      }
      case 'ack':
        if (message.version !== undefined) return committed(message.id, message.version)
        return closed(message.id, { outcome: 'answered', reason: message.reason ?? 'none' })
      case 'reject':
        return closed(message.id, { outcome: 'rejected', code: message.code })
      case 'error':
        complaints.push(message.code)
        // Refused for now: all of it goes again, in order, over a new connection.
        if (message.id !== undefined) socket?.terminate()
        return []
      default:
        return []
    }
  }

  function receive(text: string, onSync: () => void): void {
    const frame: ServerMessage | readonly ServerMessage[] = JSON.parse(text)
    const messages = Array.isArray(frame) ? (frame as readonly ServerMessage[]) : [frame as ServerMessage]
    const entries = messages.flatMap(read)
    journal.add(entries)
    for (const message of messages) events.onMessage?.(message)
    if (messages.some(({ type }) => type === 'sync') && !isLive) {
      isLive = true
      for (const { message } of pending.values()) socket?.send(JSON.stringify(message))
      onSync()
    }
    if (entries.length > 0) events.onAcknowledged?.(entries)
    fillWindow()
  }

  return {
    person,
    clientId,
    submitted,
    complaints,
    get pendingCount() {
      return pending.size
    },
    get isConnected() {
      return isLive
    },
    connect(url) {
      const query = new URLSearchParams({ token: person.token, since: String(seen), protocol: '1', clientId })
      const next = new WebSocket(
        `${url.replace('http', 'ws')}/api/v1/canvases/${canvas.canvasId}/ws?${query}`,
      )
      socket = next
      return new Promise((resolve, reject) => {
        next.on('message', (data) => {
          if (next === socket) receive(String(data), resolve)
        })
        next.on('error', reject)
        next.on('close', (code) => {
          if (next !== socket) return
          isLive = false
          complaints.push(`close ${code}`)
          reject(new Error(`closed with ${code}`))
        })
      })
    },
    keepWriting(on) {
      isWriting = on
      fillWindow()
    },
    disconnect() {
      isLive = false
      socket?.terminate()
      socket = undefined
    },
  }
}

/** Brings every writer back, as often as the server turns it away, until nothing is left to answer. */
export async function settleWriters(url: string, writers: readonly FaultWriter[]): Promise<void> {
  for (const writer of writers) writer.keepWriting(false)
  await waitUntil(
    'every operation has an answer',
    async () => {
      for (const writer of writers) {
        if (!writer.isConnected) await writer.connect(url).catch(() => undefined)
      }
      return writers.every(({ pendingCount }) => pendingCount === 0)
    },
    60_000,
  )
}

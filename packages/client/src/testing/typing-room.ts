import {
  applyRow,
  type CanvasState,
  type Change,
  type CommittedOperation,
  emptyState,
  type OperationId,
  type ProposedChange,
  resolve,
  type ShapeId,
  textDeltasAmong,
} from '@flowstate/engine'
import { operationIdOf } from '@flowstate/engine/testing'
import type { ClientListener } from '../canvas-client.ts'
import { createCanvasStore } from '../canvas-store.ts'
import { type ClientStatus, idleStatus } from '../client-status.ts'
import { pendingText } from '../pending-text.ts'
import type { TypingClient } from '../typing-client.ts'

/** A client whose operations are ordered, and whose rows arrive, when the test says so. */
export interface RoomClient extends TypingClient {
  propose(changes: readonly ProposedChange[]): OperationId | null
  /** The server orders, or refuses, the oldest operation it has not seen of this client. */
  order(): void
  /** The next row of the log arrives. */
  deliver(): void
  /** Everything that is in the log arrives. */
  catchUp(): void
  /** The canvas arrives as a whole. */
  reset(): void
  tell(next: Partial<ClientStatus>): void
  /** Operations handed over so far. */
  readonly proposed: (readonly ProposedChange[])[]
}

/** A log in memory that orders text as the server does (TX1), and clients in front of it. */
export interface TypingRoom {
  readonly state: CanvasState
  readonly rows: readonly CommittedOperation[]
  commit(changes: readonly Change[]): CommittedOperation
  client(): RoomClient
}

export function createTypingRoom(): TypingRoom {
  const state = emptyState()
  const rows: CommittedOperation[] = []
  let operations = 0

  function append(id: OperationId, changes: readonly Change[]): CommittedOperation {
    const version = rows.length + 1
    const row = { id, version, kind: 'edit', changes } as CommittedOperation
    rows.push(row)
    applyRow(state, row)
    return row
  }

  const nextId = (): OperationId => {
    operations += 1
    return operationIdOf(operations)
  }

  function client(): RoomClient {
    const store = createCanvasStore()
    const listeners = new Set<ClientListener>()
    const unseen: { readonly id: OperationId; readonly changes: readonly ProposedChange[] }[] = []
    const proposed: (readonly ProposedChange[])[] = []
    let status = idleStatus

    function tell(next: Partial<ClientStatus>): void {
      status = { ...status, ...next, pending: store.pending.length }
      for (const listener of [...listeners]) listener.status?.(status)
    }

    function hear(arrived: readonly CommittedOperation[]): void {
      store.confirm(arrived)
      for (const listener of [...listeners]) listener.confirmed?.(arrived)
      tell({})
    }

    function refuse(id: OperationId, changes: readonly ProposedChange[], code: string): void {
      store.drop(id)
      const entry = { id, seq: 1, request: { type: 'operation', operation: { id, changes } } } as const
      tell({
        failed: [...status.failed, { entry, code, detail: '', atMs: 0 } as ClientStatus['failed'][number]],
      })
    }

    const made: RoomClient = {
      proposed,
      view: () => store.view,
      confirmed: () => store.confirmed,
      version: () => store.confirmed.version,
      status: () => status,
      pendingText: (id: ShapeId) => pendingText(store.pending, id),
      amend(id, changes) {
        const index = unseen.findIndex((operation) => operation.id === id)
        if (index < 0 || status.connection.name === 'live') return false
        unseen[index] = { id, changes }
        const before = store.pending.find((operation) => operation.id === id)
        if (before !== undefined) store.amendPending({ ...before, changes })
        tell({})
        return true
      },
      forgetFailed(id) {
        status = { ...status, failed: status.failed.filter(({ entry }) => entry.id !== id) }
        return Promise.resolve()
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      tell,
      propose(changes) {
        const id = nextId()
        if (!store.addPending({ id, seq: operations, changes }).ok) return null
        proposed.push(changes)
        unseen.push({ id, changes })
        tell({})
        return id
      },
      order() {
        const next = unseen.shift()
        if (next === undefined) return
        const resolved = resolve(state, next.changes, {
          textSince: (id, base) => textDeltasAmong(rows.slice(base), id),
        })
        if (resolved.ok) append(next.id, resolved.value.changes)
        else refuse(next.id, next.changes, resolved.error.code)
      },
      deliver() {
        const row = rows[store.confirmed.version]
        if (row !== undefined) hear([row])
      },
      catchUp() {
        const missed = rows.slice(store.confirmed.version)
        if (missed.length > 0) hear(missed)
      },
      reset() {
        const fresh = rows.slice(store.confirmed.version)
        store.confirm(fresh)
        for (const listener of [...listeners]) listener.confirmed?.('reset')
        tell({})
      },
    }
    return made
  }

  return { state, rows, commit: (changes) => append(nextId(), changes), client }
}

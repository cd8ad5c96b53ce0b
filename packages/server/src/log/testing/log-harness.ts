import { createHash } from 'node:crypto'
import type {
  CanvasId,
  ClientId,
  OperationId,
  ProposedChange,
  SessionId,
  ShapeId,
  UserId,
  WorkspaceId,
} from '@flowstate/engine'
import { randomUuid, seededRandom } from '@flowstate/engine/testing'
import type { Role } from '@flowstate/protocol'
import { defaultWireLimits } from '@flowstate/protocol'
import type { Author } from '../../access/author.ts'
import type { BusMessage } from '../../bus/bus.ts'
import type { Clock } from '../../clock.ts'
import type { CanvasLogs } from '../canvas-log.ts'
import { createCanvasLogs } from '../canvas-logs.ts'
import type { CanvasLogsDeps } from '../commit-deps.ts'
import { createMemoryLogStore, type MemoryLogStore, type StoreFaults } from './memory-log-store.ts'

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

export function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest()
}

/** Time that stands still until a test moves it. */
export interface ManualClock extends Clock {
  advance(ms: number): void
}

export function manualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let nowMs = startMs
  let timers: { readonly atMs: number; readonly callback: () => void }[] = []
  return {
    now: () => nowMs,
    after(delayMs, callback) {
      const timer = { atMs: nowMs + delayMs, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      nowMs += ms
      const due = timers.filter((timer) => timer.atMs <= nowMs)
      timers = timers.filter((timer) => timer.atMs > nowMs)
      for (const timer of due) timer.callback()
    },
  }
}

const random = seededRandom(1)

export function newId<Id extends string>(): Id {
  return randomUuid(random) as Id
}

export function author(userId: UserId = newId()): Author {
  return { userId, sessionId: newId<SessionId>(), displayName: 'A', color: '#336699', guest: false }
}

/** One canvas, its people, and as many instances on the one store as a test asks for. */
export interface LogHarness {
  readonly canvasId: CanvasId
  readonly store: MemoryLogStore
  readonly clock: ManualClock
  readonly published: BusMessage[]
  readonly logs: CanvasLogs
  readonly deps: CanvasLogsDeps
  instance(clock?: Clock): CanvasLogs
  setRole(userId: UserId, role: Role | null): void
  /** Somebody with a role. */
  person(role?: Role | null): Author
}

export function logHarness(faults?: StoreFaults): LogHarness {
  const canvasId = newId<CanvasId>()
  const store = createMemoryLogStore(faults === undefined ? { sha256 } : { sha256, faults })
  store.createCanvas({ id: canvasId, workspaceId: newId<WorkspaceId>() })
  const roles = new Map<UserId, Role>()
  const clock = manualClock()
  const published: BusMessage[] = []
  const deps: CanvasLogsDeps = {
    store,
    clock,
    access: {
      readRole: async (id, { userId }) => {
        const head = await store.readHead(id)
        return { role: (head && roles.get(userId)) ?? null, accessNo: head?.accessNo ?? 0 }
      },
    },
    bus: {
      publish: (message) => published.push(message),
      subscribe: () => () => undefined,
      close: async () => undefined,
    },
    sha256,
    sha1,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    limits: defaultWireLimits,
  }
  return {
    canvasId,
    store,
    clock,
    published,
    deps,
    logs: createCanvasLogs(deps),
    instance: (own = clock) => createCanvasLogs({ ...deps, clock: own }),
    setRole(userId, role) {
      if (role === null) roles.delete(userId)
      else roles.set(userId, role)
      store.raiseAccessNo(canvasId)
    },
    person(role = 'editor') {
      const someone = author()
      if (role !== null) roles.set(someone.userId, role)
      return someone
    },
  }
}

export function createRectangle(id: ShapeId, x = 0): ProposedChange {
  return { kind: 'create', shape: { id, kind: 'rectangle', position: [x, 0], size: [10, 10] } }
}

export function moveTo(id: ShapeId, x: number): ProposedChange {
  return { kind: 'update', id, set: { position: [x, 0] } }
}

let shapeCount = 0

export function newShapeId(): ShapeId {
  shapeCount += 1
  return `shape-${String(shapeCount).padStart(8, '0')}` as ShapeId
}

/** A client that numbers its operations (CM7). */
export function sequencedClient(clientId: ClientId = newId()): {
  readonly clientId: ClientId
  operation(
    changes: readonly unknown[],
    seq?: number,
  ): { readonly id: OperationId; readonly proposal: unknown }
} {
  let last = 0
  return {
    clientId,
    operation(changes, seq) {
      last = seq ?? last + 1
      const id = newId<OperationId>()
      return { id, proposal: { id, clientId, seq: last, changes } }
    },
  }
}

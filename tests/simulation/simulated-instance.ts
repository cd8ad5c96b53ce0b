import type { SessionId } from '@flowstate/engine'
import { limits as engineLimits, shapeDigest, stateHash, toHex } from '@flowstate/engine'
import { defaultWireLimits } from '@flowstate/protocol'
import {
  type AccessReader,
  type Bus,
  type BusMessage,
  type CanvasLogs,
  createCanvasLogs,
  createRoomRegistry,
  type LogStore,
  OutcomeUnknown,
  type RoomRegistry,
  StoreUnavailable,
  sha1,
  sha256,
} from '@flowstate/server/testing'
import { checkOutcome } from './outcome-check.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** One server process: the real commit path and the real rooms over the run's store, bus and clock. */
export interface SimulatedInstance {
  readonly alive: boolean
  readonly logs: CanvasLogs
  readonly rooms: RoomRegistry
  readonly access: AccessReader
  /** Rights have changed here: tells the rooms of this instance, and the others as far as the bus carries. */
  announceAccess(): void
  /** Something arrives over the bus from another instance. */
  hear(message: BusMessage): void
  /** Called when the instance dies: connections break. */
  onDeath(callback: () => void): void
  crash(): void
}

/** Written behind the log, seldom: a crash there has to be looked for. */
const derivedWrites: ReadonlySet<string> = new Set([
  'writeSnapshot',
  'listSnapshots',
  'deleteSnapshots',
  'advance',
])

/** Wraps every asynchronous method, so that faults can strike before and after each of them. */
function around<T extends object>(
  target: T,
  call: (name: string, work: () => Promise<unknown>) => Promise<unknown>,
): T {
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property)
      if (typeof value === 'object' && value !== null) return around(value, call)
      if (typeof value !== 'function') return value
      return (...parameters: readonly unknown[]) =>
        call(String(property), () => Reflect.apply(value, object, parameters))
    },
  })
}

export function createSimulatedInstance(
  world: SimulatedWorld,
  others: (from: SimulatedInstance) => readonly SimulatedInstance[],
): SimulatedInstance {
  const { intensities, time, chance } = world
  const deathListeners: (() => void)[] = []
  const listeners = new Set<(message: BusMessage) => void>()
  const process = { alive: true }
  const skewMs = Math.round((world.random() - 0.5) * 2 * intensities.clockSkewMsMax)
  const clock = time.clockFor(process, skewMs)

  async function call(name: string, work: () => Promise<unknown>): Promise<unknown> {
    const writes = name === 'commit' || name === 'commitLocked'
    if (!process.alive) throw new StoreUnavailable('dead')
    const delayMs = world.isRough ? intensities.storeDelayMsMax : 5
    if (world.random() < 0.5) await time.sleep(world.random() * delayMs)
    if (!process.alive) throw new StoreUnavailable('dead')
    if (world.isRough && chance(intensities.storeFailChance)) throw new StoreUnavailable('injected')
    if (diesAt(name)) throw new StoreUnavailable('dead')
    const result = await work()
    if (diesAt(name)) throw new OutcomeUnknown('dead')
    if (world.random() < 0.3) await time.sleep(world.random() * delayMs)
    if (!process.alive) throw new OutcomeUnknown('dead')
    if (world.isRough && writes && chance(intensities.unknownOutcomeChance)) {
      throw new OutcomeUnknown('injected')
    }
    return result
  }

  function diesAt(name: string): boolean {
    const factor = derivedWrites.has(name) ? 20 : 1
    if (!world.isRough || !chance(intensities.crashAtCallChance * factor)) return false
    instance.crash()
    return true
  }

  const store: LogStore = around(world.store, call)
  const access: AccessReader = around<AccessReader>(
    {
      readRole: async (canvasId, { userId }) => {
        const { trashed, accessNo } = world.store.canvas(canvasId).head
        return { role: trashed ? null : (world.roles.get(userId) ?? null), accessNo }
      },
    },
    call,
  )
  const bus: Bus = {
    publish(message) {
      if (!process.alive) return
      for (const listener of listeners) listener(message)
      for (const other of others(instance)) {
        const copies = chance(intensities.busLossChance) ? 0 : chance(intensities.busDuplicateChance) ? 2 : 1
        for (let i = 0; i < copies; i++) {
          time.after(world.random() * intensities.busDelayMsMax, () => other.hear(message))
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => undefined,
  }
  const limits = { ...defaultWireLimits, pageItemsMax: intensities.pageItemsMax }
  const committing = createCanvasLogs({
    store,
    access,
    bus,
    clock,
    sha256,
    sha1,
    randomBytes: world.randomBytes,
    limits,
    snapshotSpacing: () => intensities.snapshotSpacing,
    partLimits: { changesMax: intensities.partChangesMax, bytesMax: engineLimits.operationBytesMax },
  })
  /** Whatever is answered is on disk at that moment, and has spent its seq (C2, C4). */
  const logs: CanvasLogs = {
    ...committing,
    async commit(canvasId, author, request) {
      const outcome = await committing.commit(canvasId, author, request)
      if (process.alive) checkOutcome(world, request, outcome)
      return outcome
    },
  }
  const rooms = createRoomRegistry({
    logs,
    access,
    clock,
    bus,
    limits,
    stateHash: (state) => toHex(stateHash(state, sha256)),
    digestShape: (shape) => shapeDigest(shape, sha256),
    newSessionId: () => world.uuid<SessionId>(),
    verifyAccessToken: async () => null,
    readHeads: (canvasIds) => store.readHeads(canvasIds),
    lanes: {
      readCommentNumbers: async () => new Map(),
      readChangedProfiles: async () => ({ now: new Date(clock.now()), profiles: [] }),
    },
  })
  const instance: SimulatedInstance = {
    get alive() {
      return process.alive
    },
    logs,
    rooms,
    access,
    announceAccess() {
      const { canvasId } = world
      const { accessNo } = world.store.canvas(canvasId).head
      bus.publish({ kind: 'access_changed', canvasId, accessNo })
    },
    hear(message) {
      if (process.alive) for (const listener of listeners) listener(message)
    },
    onDeath: (callback) => deathListeners.push(callback),
    crash() {
      if (!process.alive) return
      process.alive = false
      for (const callback of deathListeners) callback()
    },
  }
  return instance
}

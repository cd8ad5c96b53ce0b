import type { CanvasId, OperationHeader, UserId, WorkspaceId } from '@flowstate/engine'
import { type Random, randomUuid } from '@flowstate/engine/testing'
import type { Role } from '@flowstate/protocol'
import {
  type CommitBatch,
  createMemoryLogStore,
  type MemoryLogStore,
  sha256,
} from '@flowstate/server/testing'
import type { Intensities } from './intensities.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'

/** What everybody in a run shares: time, chance, the store, who may do what, and what went wrong. */
export interface SimulatedWorld {
  readonly canvasId: CanvasId
  readonly time: VirtualTime
  readonly random: Random
  readonly store: MemoryLogStore
  readonly roles: Map<UserId, Role>
  /** For each user without access: the head when it was taken away (C7). */
  readonly revokedAt: Map<UserId, number>
  /** Versions that end no set: nobody may see the canvas as it was there (C10). */
  readonly versionsInsideSets: Set<number>
  readonly intensities: Intensities
  readonly failures: string[]
  /** Faults happen while this is true. */
  isRough: boolean
  chance(probability: number): boolean
  uuid<Id extends string>(): Id
  randomBytes(count: number): Uint8Array
  setRole(userId: UserId, role: Role | null): void
  setTrashed(trashed: boolean): void
  fail(check: string, detail: string): void
}

export function createSimulatedWorld(random: Random, intensities: Intensities): SimulatedWorld {
  const canvasId = randomUuid(random) as CanvasId
  const time = createVirtualTime(Date.UTC(2026, 0, 1))
  const memory = createMemoryLogStore({ sha256 })
  const store: MemoryLogStore = {
    ...memory,
    async commit(batch) {
      const result = await memory.commit(batch)
      if (result === 'committed') look(batch)
      return result
    },
  }
  store.createCanvas({ id: canvasId, workspaceId: randomUuid(random) as WorkspaceId })
  const roles = new Map<UserId, Role>()
  const revokedAt = new Map<UserId, number>()
  const versionsInsideSets = new Set<number>()
  const failures: string[] = []

  /** Nothing is written for somebody who may not write at that moment (CM5), and nothing in the trash. */
  function look({ rows }: CommitBatch): void {
    for (const row of rows) {
      const { userId, part }: OperationHeader = JSON.parse(row.header)
      if (part !== undefined && part[0] < part[1]) versionsInsideSets.add(row.version)
      if (store.canvas(canvasId).head.trashed)
        failures.push(`C7: version ${row.version} was committed in the trash`)
      const role = userId === undefined ? 'owner' : roles.get(userId)
      if (role !== 'editor' && role !== 'owner') {
        failures.push(`C7: version ${row.version} was committed for somebody who is ${role ?? 'a stranger'}`)
      }
    }
  }

  return {
    canvasId,
    time,
    random,
    store,
    roles,
    revokedAt,
    versionsInsideSets,
    intensities,
    failures,
    isRough: true,
    chance: (probability) => random() < probability,
    uuid: <Id extends string>() => randomUuid(random) as Id,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    setRole(userId, role) {
      if (role === null) {
        roles.delete(userId)
        revokedAt.set(userId, store.canvas(canvasId).head.version)
      } else {
        roles.set(userId, role)
        revokedAt.delete(userId)
      }
      store.raiseAccessNo(canvasId)
    },
    setTrashed: (trashed) => store.setTrashed(canvasId, trashed),
    fail(check, detail) {
      failures.push(`${check}: ${detail}`)
    },
  }
}

import type { CanvasId, UserId, WorkspaceId } from '@flowstate/engine'
import { type Random, randomUuid } from '@flowstate/engine/testing'
import type { Role } from '@flowstate/protocol'
import { createMemoryLogStore, type MemoryLogStore, sha256 } from '@flowstate/server/testing'
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
  readonly intensities: Intensities
  readonly failures: string[]
  /** Faults happen while this is true. */
  isRough: boolean
  chance(probability: number): boolean
  uuid<Id extends string>(): Id
  randomBytes(count: number): Uint8Array
  setRole(userId: UserId, role: Role | null): void
  fail(check: string, detail: string): void
}

export function createSimulatedWorld(random: Random, intensities: Intensities): SimulatedWorld {
  const canvasId = randomUuid(random) as CanvasId
  const time = createVirtualTime(Date.UTC(2026, 0, 1))
  const store = createMemoryLogStore({ sha256 })
  store.createCanvas({ id: canvasId, workspaceId: randomUuid(random) as WorkspaceId })
  const roles = new Map<UserId, Role>()
  const revokedAt = new Map<UserId, number>()
  const failures: string[] = []
  return {
    canvasId,
    time,
    random,
    store,
    roles,
    revokedAt,
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
    fail(check, detail) {
      failures.push(`${check}: ${detail}`)
    },
  }
}

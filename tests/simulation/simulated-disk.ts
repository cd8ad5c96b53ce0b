import type { ClaimedOutbox, MemoryOutboxStorage, OutboxStorage } from '@flowstate/client'
import type { OperationId, ProposedChange } from '@flowstate/engine'
import type { SimulatedWorld } from './simulated-world.ts'

/** What was asked of the server, in the order it was asked; kept outside of the client, which may crash. */
export interface Submitted {
  readonly id: OperationId
  readonly changes: readonly ProposedChange[] | null
  /** Which life of its tab asked. */
  readonly life: number
  /** On the client's disk: from here on it may not get lost (C3). */
  durable: boolean
}

/** The disk of a profile as one process sees it. */
export interface SimulatedDisk extends OutboxStorage {
  /** As the system does with the locks of a process that has died. */
  letGo(): void
}

/** It is slow, and deaf to a process that has died. */
export function createSimulatedDisk(
  { time, random }: Pick<SimulatedWorld, 'time' | 'random'>,
  mine: { readonly alive: boolean },
  profile: {
    readonly storage: MemoryOutboxStorage
    readonly submitted: readonly Submitted[]
    readonly failed: Set<string>
  },
): SimulatedDisk {
  const held: (() => Promise<void>)[] = []
  /** A process may also die while it is being given something. */
  const hold = (release: () => Promise<void>): void => {
    held.push(release)
    if (!mine.alive) void release()
  }
  const never = new Promise<never>(() => undefined)
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    await time.sleep(random() * 5)
    return mine.alive ? work() : never
  }
  return {
    async claim(owner, freshClientId) {
      if (!mine.alive) return never
      const claimed = await profile.storage.claim(owner, freshClientId)
      hold(claimed.release)
      const outbox: ClaimedOutbox = {
        queue: claimed.queue,
        failed: claimed.failed,
        append: (entry) =>
          write(async () => {
            await claimed.append(entry)
            const known = profile.submitted.find((operation) => operation.id === entry.id)
            if (known !== undefined) known.durable = true
          }),
        remove: (id) => write(() => claimed.remove(id)),
        replace: (queue) => write(() => claimed.replace(queue)),
        takeLeft: (wanted) =>
          write(async () => {
            const left = await claimed.takeLeft(wanted)
            if (left !== null) hold(left.done)
            return left
          }),
        addFailed: (operation) =>
          write(() => {
            profile.failed.add(operation.entry.id)
            return claimed.addFailed(operation)
          }),
        clearFailed: (id) => write(() => claimed.clearFailed(id)),
        release: () => claimed.release(),
      }
      return outbox
    },
    letGo() {
      for (const release of held) void release()
    },
  }
}

import type { CommittedOperation, OperationId } from '@flowstate/engine'
import type { ClientClock } from './client-clock.ts'
import { watchLeftQueues } from './left-queues.ts'
import type { LeftQueue } from './outbox-storage.ts'
import type { OutboxWriter } from './outbox-writer.ts'
import type { SyncEvent, SyncState } from './sync-state.ts'

/** Sends what other tabs of the same user have left unsent (CL3). */
export interface QueueAdoption {
  /** Rows of the log, as they are confirmed. */
  saw(rows: readonly CommittedOperation[]): void
  /** The phase of the client may be another. */
  moved(): void
}

export function createQueueAdoption(client: {
  readonly clock: ClientClock
  readonly writer: OutboxWriter
  state(): SyncState
  dispatch(event: SyncEvent): void
  /** Writes the queue as it then is. */
  writeQueue(): Promise<void>
}): QueueAdoption {
  const { outbox, write, works } = client.writer
  /** Operations of other tabs of this user that were seen in the log. */
  const committed = new Set<OperationId>()

  /** Shown at once, and in the outbox before it is sent; but for what is in the log. @returns whether it is on the disk */
  async function adopt(left: LeftQueue): Promise<boolean> {
    for (const { id } of left.entries) if (committed.has(id)) void write(() => outbox.remove(id))
    const entries = left.entries.filter(({ id }) => !committed.has(id))
    const ids = new Set(entries.map(({ id }) => id))
    client.dispatch({ type: 'adopt', entries })
    await client.writeQueue()
    const last = client.state().queue.findLast(({ id }) => ids.has(id))
    if (last !== undefined) client.dispatch({ type: 'persisted', id: last.id })
    return works()
  }

  const watch = watchLeftQueues(outbox, client.clock, adopt)
  return {
    saw(rows) {
      const { you, clientId } = client.state()
      for (const row of rows)
        if (row.userId === you?.userId && row.clientId !== clientId) committed.add(row.id)
    },
    moved() {
      // Who sends nothing more takes nothing over.
      if (client.state().phase.name === 'stopped') watch.rest()
      else watch.start()
    },
  }
}

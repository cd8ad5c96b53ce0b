import type { OperationId } from '@flowstate/engine'
import type { FailedOperation } from './outbox-storage.ts'
import type { OutboxWriter } from './outbox-writer.ts'

/** What could not be saved, here and in the outbox (CL4). */
export interface FailedOperations {
  all(): readonly FailedOperation[]
  /** It leaves the queue of the outbox for the list. */
  add(operation: FailedOperation): void
  /** Resolves when it is gone from the disk too. */
  forget(id: OperationId): Promise<void>
}

export function createFailedOperations({ outbox, write }: OutboxWriter): FailedOperations {
  let failed = outbox.failed
  const without = (id: OperationId) => failed.filter(({ entry }) => entry.id !== id)
  return {
    all: () => failed,
    add(operation) {
      const { id } = operation.entry
      failed = [...without(id), operation]
      void write(async () => {
        await outbox.addFailed(operation)
        await outbox.remove(id)
      })
    },
    forget(id) {
      failed = without(id)
      return write(() => outbox.clearFailed(id))
    },
  }
}

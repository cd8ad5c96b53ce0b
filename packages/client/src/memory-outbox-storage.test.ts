import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import { outboxStorageContract } from './outbox-storage.contract.ts'

outboxStorageContract('memory', async () => {
  const storage = createMemoryOutboxStorage()
  return {
    storage,
    async crash() {
      storage.releaseAll()
      return storage
    },
  }
})

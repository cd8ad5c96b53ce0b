import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import { logStoreContract } from './log-store.contract.ts'
import { newId, sha256 } from './testing/log-harness.ts'
import { createMemoryLogStore } from './testing/memory-log-store.ts'

logStoreContract('the store in memory', async () => {
  const store = createMemoryLogStore({ sha256 })
  return {
    store,
    async createCanvas() {
      const id = newId<CanvasId>()
      store.createCanvas({ id, workspaceId: newId<WorkspaceId>() })
      return id
    },
    raiseAccessNo: async (canvasId) => store.raiseAccessNo(canvasId),
    remove: async () => undefined,
  }
})

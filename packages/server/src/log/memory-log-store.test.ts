import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import { logStoreContract } from './log-store.contract.ts'
import { snapshotContract } from './snapshot-repo.contract.ts'
import { newId, sha256 } from './testing/log-harness.ts'
import { createMemoryLogStore } from './testing/memory-log-store.ts'

const open = async () => {
  const store = createMemoryLogStore({ sha256 })
  return {
    store,
    async createCanvas() {
      const id = newId<CanvasId>()
      store.createCanvas({ id, workspaceId: newId<WorkspaceId>() })
      return id
    },
    raiseAccessNo: async (canvasId: CanvasId) => store.raiseAccessNo(canvasId),
    remove: async () => undefined,
  }
}

logStoreContract('the store in memory', open)
snapshotContract('the store in memory', open)

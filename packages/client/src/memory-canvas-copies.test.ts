import { canvasCopiesContract } from './canvas-copies.contract.ts'
import { createMemoryCanvasCopies } from './memory-canvas-copies.ts'

canvasCopiesContract('memory', async (limits) => {
  const copies = createMemoryCanvasCopies(limits)
  return {
    copies,
    async alter(change) {
      copies.alter(change)
    },
  }
})

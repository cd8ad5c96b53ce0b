import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { canvasCopiesContract, exampleCopy } from './canvas-copies.contract.ts'
import { createIndexedDbCanvasCopies } from './indexeddb-canvas-copies.ts'

let databases = 0

canvasCopiesContract('IndexedDB', async (limits) => {
  const name = `copies-${++databases}`
  return {
    copies: createIndexedDbCanvasCopies({ name, limits }),
    async alter(change) {
      const database = await openDB(name)
      for (const key of await database.getAllKeys('copies')) {
        const { text, ...about } = change({
          ...(await database.get('copies', key)),
          text: await database.get('texts', key),
        })
        await database.put('copies', about, key)
        await database.put('texts', text, key)
      }
      database.close()
    },
  }
})

test('CL6 where the browser gives no storage nothing is kept and nothing fails', async () => {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new Error('not in private mode')
    },
  })
  const copies = createIndexedDbCanvasCopies({ name: 'none' })
  const copy = exampleCopy('a')
  const owner = { userId: copy.userId, canvasId: copy.canvas.id }
  await copies.write(copy)
  expect(await copies.read(owner)).toBeNull()
  await copies.forget(owner)
  await copies.keepOnly(null)
  vi.unstubAllGlobals()
})

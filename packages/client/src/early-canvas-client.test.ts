import type { UserId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { openEarlyCanvasClient } from './early-canvas-client.ts'
import { createMemoryCanvasCopies } from './memory-canvas-copies.ts'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import type { OutboxOwner } from './outbox-storage.ts'
import { createTestClock, edit, shapeId, turns } from './testing/client-harness.ts'
import { canvasId } from './testing/sync-scenario.ts'

const owner: OutboxOwner = { userId: 'user-a' as UserId, canvasId }

async function openEarly() {
  const storage = createMemoryOutboxStorage()
  let become: (owner: OutboxOwner) => void = () => undefined
  let byte = 0
  const client = await openEarlyCanvasClient({
    owner: new Promise((resolve) => {
      become = resolve
    }),
    storage,
    copies: createMemoryCanvasCopies(),
    clock: createTestClock(),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => byte++ & 255),
    openSocket: () => new Promise(() => undefined),
  })
  return { client, storage, become }
}

/** What a next start would find, after this one has died. */
async function keptFor(storage: ReturnType<typeof createMemoryOutboxStorage>) {
  const { queue } = await storage.clone().claim(owner, 'client-b' as Parameters<typeof storage.claim>[1])
  return queue.entries.map(({ id, seq }) => [id, seq])
}

test('CL3 work on a canvas that is still being made is shown, and kept under its owner once there is one', async () => {
  const { client, storage, become } = await openEarly()
  const first = edit(client)
  const second = edit(client, [{ kind: 'canvas', set: { background: '#ffffff' } }])
  await turns()
  expect(client.view().get(shapeId)).toBeDefined()
  expect(client.status()).toMatchObject({ pending: 2, connection: { name: 'connecting' } })
  expect(await keptFor(storage)).toEqual([])
  become(owner)
  await turns()
  expect(await keptFor(storage)).toEqual([
    [first, 1],
    [second, 2],
  ])
})

test('UN8 what was drawn before the canvas was there can be undone before it is there', async () => {
  const { client, become, storage } = await openEarly()
  const drawn = edit(client)
  const undone = client.undo()
  expect(client.view().get(shapeId)).toBeUndefined()
  become(owner)
  await turns()
  expect((await keptFor(storage)).map(([id]) => id)).toEqual([drawn, undone])
})

test('CL3 a client closed before its owner was known keeps its work for the next start', async () => {
  const { client, become, storage } = await openEarly()
  const drawn = edit(client)
  const closed = client.close()
  become(owner)
  await closed
  expect((await keptFor(storage)).map(([id]) => id)).toEqual([drawn])
})

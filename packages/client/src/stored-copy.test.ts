import type { ShapeId, UserId } from '@flowstate/engine'
import type { Canvas } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import type { CanvasCopy } from './canvas-copies.ts'
import { createMemoryCanvasCopies } from './memory-canvas-copies.ts'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import { createdRow, edit, openTestClient, operationsIn, shapeId, turns } from './testing/client-harness.ts'
import { canvasId, emptyAt, opId, row } from './testing/sync-scenario.ts'

const userId = 'user-a' as UserId
const owner = { userId, canvasId }
const canvas = { id: canvasId, name: 'Plan', role: 'editor' } as Canvas

/** A client that has seen one shape and has left its copy. */
async function leaveCopy(copies = createMemoryCanvasCopies()) {
  const { client, socket, clock } = await openTestClient({ copies })
  client.describe(canvas)
  socket().goLive({ version: 0, hash: 'genesis', state: emptyAt(0) })
  socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
  return { client, socket, clock, copies }
}

const copyAt = async (copies = createMemoryCanvasCopies()): Promise<CanvasCopy> => {
  const left = await leaveCopy(copies)
  await left.client.close()
  const copy = await copies.read(owner)
  if (copy === null) throw new Error('no copy was left')
  return copy
}

describe('starting from a stored copy', () => {
  test('CL6 the view is there before any answer, and only what came after the copy is asked for', async () => {
    const copy = await copyAt()
    const { client, socket } = await openTestClient({ copy })
    expect(client.view().get(shapeId)).toBeDefined()
    expect(client.version()).toBe(1)
    expect(socket().request).toMatchObject({ since: 1, hash: 'hash-1', epoch: 'epoch-1' })
    socket().goLive({
      version: 2,
      hash: 'hash-2',
      operations: [row(2, { changes: [{ kind: 'delete', ids: [shapeId] }] })],
    })
    expect(client.view().get(shapeId)).toBeUndefined()
  })

  test('CL6 a copy is written when the host has time for it', async () => {
    const copies = createMemoryCanvasCopies()
    let hasTime = () => {}
    const { client, socket, clock } = await openTestClient({
      copies,
      inPieces(piece) {
        const before = hasTime
        hasTime = () => {
          before()
          while (piece());
        }
        return () => undefined
      },
    })
    client.describe(canvas)
    socket().goLive({ version: 0, hash: 'genesis', state: emptyAt(0) })
    await clock.advance(10_000)
    expect(await copies.read(owner)).toBeNull()
    for (let time = 0; time < 3; time++) {
      hasTime()
      await turns()
    }
    expect(await copies.read(owner)).toMatchObject({ hash: 'genesis' })
  })

  test('CL1 what waits in the outbox is shown over the copy, offline too, and what is drawn then is kept', async () => {
    const copy = await copyAt()
    const storage = createMemoryOutboxStorage()
    const offline = async () => {
      throw new Error('no network')
    }
    const first = await openTestClient({ copy, storage, beforeSocket: offline })
    edit(first.client, [{ kind: 'update', id: shapeId, set: { position: [50, 60] } }])
    await turns()
    expect(first.client.status().connection.name).toBe('offline')
    storage.releaseAll()
    const second = await openTestClient({ copy, storage, beforeSocket: offline })
    expect(second.client.view().get(shapeId)?.position).toEqual([50, 60])
    expect(second.client.status().pending).toBe(1)
  })

  test('SY3 a copy of another epoch is replaced by the state, and the queue goes on under a new clientId', async () => {
    const copies = createMemoryCanvasCopies()
    const copy = await copyAt(copies)
    const { client, socket } = await openTestClient({ copy, copies })
    const { clientId } = socket().request
    const id = edit(client, [{ kind: 'canvas', set: {} }])
    await turns()
    const state = emptyAt(5)
    socket().goLive({ epoch: 'epoch-2', version: 5, hash: 'hash-5', state })
    await turns()
    expect(client.view().size).toBe(0)
    expect(operationsIn(socket()).map((operation) => operation.id)).toEqual([id])
    expect(operationsIn(socket())[0]?.clientId).not.toBe(clientId)
    expect(await copies.read(owner)).toBeNull()
  })
})

describe('leaving a stored copy', () => {
  test('CL6 the copy holds what is confirmed, never what is pending, with name, role, hash and epoch', async () => {
    const copies = createMemoryCanvasCopies()
    const { client, socket } = await leaveCopy(copies)
    const another = {
      id: 'shape-b-0000' as ShapeId,
      kind: 'rectangle',
      position: [0, 0],
      size: [1, 1],
    } as const
    edit(client, [{ kind: 'create', shape: another }])
    socket().receive({ type: 'role_changed', role: 'viewer' })
    await client.keepCopy()
    const copy = await copies.read(owner)
    expect(copy).toMatchObject({ hash: 'hash-1', epoch: 'epoch-1', canvas: { name: 'Plan', role: 'viewer' } })
    expect(copy?.state.shapes.map((shape) => shape.id)).toEqual([shapeId])
  })

  test('CL6 it is written some time after a change, not with every operation', async () => {
    let writes = 0
    const memory = createMemoryCanvasCopies()
    const copies = {
      ...memory,
      write: async (copy: CanvasCopy) => {
        writes += 1
        await memory.write(copy)
      },
    }
    const { client, socket, clock } = await openTestClient({ copies })
    client.describe(canvas)
    socket().goLive({})
    for (let version = 1; version <= 20; version++) {
      socket().receive({ type: 'operation', operation: row(version) })
      await clock.advance(100)
    }
    expect(writes).toBe(1)
    await clock.advance(10_000)
    expect(writes).toBe(2)
    expect((await copies.read(owner))?.state.version).toBe(20)
    await client.close()
    expect(writes).toBe(2)
  })

  test('CL6 without a right to see the canvas nothing of it is left here', async () => {
    for (const code of [4404, 4401]) {
      const { client, socket, copies } = await leaveCopy()
      await client.keepCopy()
      expect(await copies.read(owner)).not.toBeNull()
      socket().drop(code)
      await turns()
      if (code === 4401) {
        // a live socket comes back once, to renew the login
        await openAgain(client)
        socket().drop(code)
      }
      await client.close()
      expect(await copies.read(owner)).toBeNull()
    }
    async function openAgain(client: Awaited<ReturnType<typeof leaveCopy>>['client']) {
      client.retry()
      await turns()
    }
  })

  test('CL5 a state that was not the server’s leaves no copy', async () => {
    const { client, socket, copies } = await leaveCopy()
    await client.keepCopy()
    socket().receive({ type: 'checksum', version: 1, stateHash: 'another' })
    await client.close()
    expect(await copies.read(owner)).toBeNull()
  })

  test('CL6 a copy is written only when the outbox has let go of what it contains', async () => {
    const order: string[] = []
    const memory = createMemoryCanvasCopies()
    const copies = {
      ...memory,
      write: async (copy: CanvasCopy) => {
        order.push('copy')
        await memory.write(copy)
      },
    }
    let letGo = () => {}
    const storage = createMemoryOutboxStorage()
    const { client, socket } = await openTestClient({
      copies,
      storage: {
        claim: async (...claim) => {
          const outbox = await storage.claim(...claim)
          return {
            ...outbox,
            remove: async (id) => {
              await new Promise<void>((resolve) => {
                letGo = resolve
              })
              order.push('removed')
              await outbox.remove(id)
            },
          }
        },
      },
    })
    client.describe(canvas)
    socket().goLive()
    const id = edit(client)
    await turns()
    socket().receive({ type: 'operation', operation: createdRow(id) })
    const kept = client.keepCopy()
    await turns()
    expect(order).toEqual([])
    letGo()
    await kept
    expect(order).toEqual(['removed', 'copy'])
  })
})

import type { ClientId, OperationId } from '@flowstate/engine'
import { closeCodes } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import {
  createdRow,
  createShape,
  edit,
  openTestClient,
  operationsIn,
  shapeId,
  turns,
  wrapOutbox,
} from './testing/client-harness.ts'
import { sync } from './testing/sync-scenario.ts'

/** A tab that has just been opened has taken over what is left by then. */
const takenOverMs = 4_000
const canvasEdit = { kind: 'canvas', set: { background: '#ffffff' } } as const
const sentIds = (socket: Parameters<typeof operationsIn>[0]) =>
  operationsIn(socket).map(({ id, seq }) => [id, seq])

/** Two tabs of one browser: the first has drawn and is not connected, the second is live. */
async function openTabs() {
  const storage = createMemoryOutboxStorage()
  const first = await openTestClient({ storage })
  const second = await openTestClient({ storage })
  second.socket().goLive()
  const left = edit(first.client)
  await turns()
  return { storage, first, second, left }
}

describe('queues of closed tabs', () => {
  test('CL3 a tab that is open takes over what another leaves when it closes, shows it and sends it behind its own', async () => {
    const { storage, first, second, left } = await openTabs()
    const own = edit(second.client, [canvasEdit])
    await turns()
    expect(sentIds(second.socket())).toEqual([[own, 1]])
    await second.clock.advance(3_000)
    expect(second.client.view().get(shapeId)).toBeUndefined()
    await first.client.close()
    await second.clock.advance(7_000)
    expect(second.client.view().get(shapeId)).toBeDefined()
    expect(second.client.status().pending).toBe(2)
    expect(sentIds(second.socket())).toEqual([
      [own, 1],
      [left, 2],
    ])
    second.socket().receive({ type: 'operation', operation: createdRow(left) })
    await turns()
    await second.client.close()
    const next = await openTestClient({ storage })
    await next.clock.advance(takenOverMs)
    expect(next.client.status().pending).toBe(1)
    expect(storage.hasLeft()).toBe(false)
  })

  test('CL3 a tab opened before the one just closed has let go of its queue takes it over soon', async () => {
    const storage = createMemoryOutboxStorage()
    const first = await openTestClient({ storage })
    const ids = [edit(first.client), edit(first.client, [canvasEdit])]
    await turns()
    const second = await openTestClient({ storage })
    second.socket().goLive()
    await first.client.close()
    await second.clock.advance(takenOverMs)
    expect(sentIds(second.socket())).toEqual(ids.map((id, i) => [id, i + 1]))
  })

  test('CL3 what is taken over is on disk under its new place before it is sent', async () => {
    const storage = createMemoryOutboxStorage()
    const first = await openTestClient({ storage })
    const left = edit(first.client)
    await turns()
    let write = () => {}
    const gate = new Promise<void>((resolve) => {
      write = resolve
    })
    const second = await openTestClient({
      storage: {
        async claim(owner, fresh) {
          const outbox = await storage.claim(owner, fresh)
          return { ...outbox, replace: (queue) => gate.then(() => outbox.replace(queue)) }
        },
      },
    })
    second.socket().goLive()
    await first.client.close()
    await second.clock.advance(takenOverMs)
    expect(second.client.view().get(shapeId)).toBeDefined()
    expect(sentIds(second.socket())).toEqual([])
    write()
    await turns()
    expect(sentIds(second.socket())).toEqual([[left, 1]])
  })

  test('CM6 what is taken over may have been sent before and is not amended any more', async () => {
    const { first, second, left } = await openTabs()
    second.socket().drop(1006)
    await first.client.close()
    const own = edit(second.client, [canvasEdit])
    await second.clock.advance(takenOverMs)
    expect(second.client.status().pending).toBe(2)
    expect(second.client.amend(left, [createShape])).toBe(false)
    expect(second.client.amend(own, [canvasEdit])).toBe(false)
  })

  test('CL3 a disk that does not take it keeps it from the server no more than own work', async () => {
    const storage = createMemoryOutboxStorage()
    const first = await openTestClient({ storage })
    const left = edit(first.client)
    await turns()
    const second = await openTestClient({
      storage: {
        async claim(owner, fresh) {
          const outbox = await storage.claim(owner, fresh)
          return { ...outbox, replace: () => Promise.reject(new Error('quota')) }
        },
      },
    })
    second.socket().goLive()
    await first.client.close()
    await second.clock.advance(takenOverMs)
    expect(sentIds(second.socket())).toEqual([[left, 1]])
    expect(second.client.status().outboxWorks).toBe(false)
  })

  test('CL3 a disk that takes nothing is tried ever more seldom', async () => {
    const storage = createMemoryOutboxStorage()
    const first = await openTestClient({ storage })
    edit(first.client)
    await turns()
    let tries = 0
    const second = await openTestClient({
      storage: wrapOutbox(storage, (outbox) => ({
        ...outbox,
        async replace() {
          tries += 1
          throw new Error('quota')
        },
      })),
    })
    await first.client.close()
    await second.clock.advance(120_000)
    expect(tries).toBeGreaterThan(1)
    expect(tries).toBeLessThan(12)
  })

  test('CL3 a tab that is reloaded gets its own queue back', async () => {
    const { storage, first, second, left } = await openTabs()
    await second.clock.advance(3_000)
    await first.client.close()
    // One look of the other falls into the reload.
    await second.clock.advance(1_000)
    const again = await openTestClient({ storage })
    await second.clock.advance(20_000)
    again.socket().goLive()
    expect(sentIds(again.socket())).toEqual([[left, 1]])
    expect(sentIds(second.socket())).toEqual([])
  })

  test('CL3 a tab that will not connect again takes nothing over; one that does is left to it', async () => {
    const { storage, first, second, left } = await openTabs()
    const ended = await openTestClient({ storage })
    ended.socket().goLive()
    ended.socket().drop(closeCodes.notFound.code)
    await first.client.close()
    await ended.clock.advance(60_000)
    expect(ended.client.status().pending).toBe(0)
    await second.clock.advance(takenOverMs)
    expect(sentIds(second.socket())).toEqual([[left, 1]])
    const { status } = ended.client
    ended.client.retry()
    expect(status().connection.name).not.toBe('stopped')
  })

  test('CL2 what was seen in the log is not shown once more', async () => {
    const { storage, first, second, left } = await openTabs()
    const row = { ...createdRow(left), userId: sync({}).you.userId, clientId: 'of the first' as ClientId }
    second.socket().receive({ type: 'operation', operation: row })
    await first.client.close()
    await second.clock.advance(takenOverMs)
    expect(second.client.status().pending).toBe(0)
    expect(sentIds(second.socket())).toEqual([])
    expect(storage.hasLeft()).toBe(false)
  })

  test.each([
    ['is left away behind steps of the tab that takes it over', true],
    ['is sent where there are none', false],
  ])('UN8 an undo of the newest step %s', async (_, hasOwn) => {
    const storage = createMemoryOutboxStorage()
    const first = await openTestClient({ storage })
    // Nothing of its own is queued: it means what the server will find.
    const undo = first.client.undo()
    const after = edit(first.client)
    await turns()
    const second = await openTestClient({ storage })
    second.socket().goLive()
    const own = hasOwn ? [edit(second.client, [canvasEdit])] : []
    await first.client.close()
    await second.clock.advance(takenOverMs)
    const sent = second.socket().sent.flatMap((message) => {
      if (message.type === 'operation') return [message.operation.id]
      return message.type === 'undo' ? [message.id] : []
    })
    expect(sent).toEqual([...own, ...(hasOwn ? [] : [undo]), after])
    expect(storage.hasLeft()).toBe(false)
  })

  test('CL3 a tab that closes while it looks leaves what it found for the next', async () => {
    const { storage, first, second, left } = await openTabs()
    let found = () => {}
    const gate = new Promise<void>((resolve) => {
      found = resolve
    })
    const third = await openTestClient({
      storage: {
        async claim(owner, fresh) {
          const outbox = await storage.claim(owner, fresh)
          return { ...outbox, takeLeft: () => gate.then(() => outbox.takeLeft()) }
        },
      },
    })
    await first.client.close()
    await third.clock.advance(takenOverMs)
    await third.client.close()
    found()
    await turns()
    expect(third.client.status().pending).toBe(0)
    expect(storage.hasLeft()).toBe(true)
    await second.clock.advance(takenOverMs)
    expect(sentIds(second.socket()).map(([id]) => id as OperationId)).toEqual([left])
  })
})

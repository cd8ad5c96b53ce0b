import type { OperationId } from '@flowstate/engine'
import { afterEach, describe, expect, test } from 'vitest'
import { createRectangle, moveTo, newId, newShapeId, sequencedClient } from '../log/testing/log-harness.ts'
import { type RealtimeHarness, realtimeHarness, type TestClient } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
const start = () => {
  harness = realtimeHarness()
  return harness.serve()
}
afterEach(() => harness.close())

const operation = (changes: readonly unknown[], id: OperationId = newId()) =>
  ({ type: 'operation', operation: { id, changes } }) as never

/** Versions a client was sent, in the order they came. */
const versionsOf = (client: TestClient) =>
  client.messages.flatMap((message) =>
    message.type === 'operation'
      ? [message.operation.version]
      : message.type === 'sync'
        ? (message.operations ?? []).map((row) => row.version)
        : [],
  )

describe('joining and live operations', () => {
  test('SY1 SY3 a newcomer gets the state with reset, and every operation after it in order', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    const sync = await a.next('sync')
    expect(sync).toMatchObject({ version: 0, reset: true, protocol: 1, lastSeq: 0, presence: [] })
    expect(sync.you).toMatchObject({ userId: anna.userId, role: 'editor', n: 1 })
    const shape = newShapeId()
    a.send(operation([createRectangle(shape)]))
    await a.next('operation', (message) => message.operation.version === 1)
    const b = await instance.connect(ben)
    const joined = await b.next('sync')
    expect(joined).toMatchObject({ version: 1, reset: true })
    expect(joined.state?.shapes.map((entry) => entry.id)).toEqual([shape])
    expect(joined.presence).toMatchObject([{ userId: anna.userId, n: 1 }])
    for (let x = 1; x <= 20; x++) a.send(operation([moveTo(shape, x)]))
    await b.next('operation', (message) => message.operation.version === 21)
    expect(versionsOf(b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
  })

  test('SY1 clients that join while others draw miss nothing and get nothing twice', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    const shape = newShapeId()
    a.send(operation([createRectangle(shape)]))
    const joiners: TestClient[] = []
    for (let x = 1; x <= 150; x++) {
      a.send(operation([moveTo(shape, x)]))
      if (x % 15 === 0) joiners.push(await instance.connect(harness.person(), `protocol=1&gzip=${x % 2}`))
    }
    await a.next('operation', (message) => message.operation.version === 151)
    for (const client of [a, ...joiners]) {
      await client.next('sync')
      await client.settled()
      const syncs = client.messages.filter((message) => message.type === 'sync')
      const from = syncs[0]?.version ?? -1
      expect(versionsOf(client)).toEqual(Array.from({ length: 151 - from }, (_, index) => from + 1 + index))
    }
  })

  test('SY3 with gzip a state is one binary frame of the same JSON', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    const shapes = Array.from({ length: 300 }, () => createRectangle(newShapeId()))
    a.send(operation(shapes))
    await a.next('operation')
    const plain = await (await instance.connect(harness.person())).next('sync')
    const zipped = await (await instance.connect(harness.person(), 'protocol=1&gzip=1')).next('sync')
    expect(zipped.state).toEqual(plain.state)
    expect(plain.state?.shapes).toHaveLength(300)
  })

  test('SY3 a returning client gets what it missed; one with another past gets the state', async () => {
    const instance = await start()
    const anna = harness.person()
    const a = await instance.connect(anna)
    const first = await a.next('sync')
    const shapes = Array.from({ length: 60 }, () => newShapeId())
    a.send(operation(shapes.map((id) => createRectangle(id))))
    a.send(operation([moveTo(shapes[0] as never, 5)]))
    a.send(operation([moveTo(shapes[0] as never, 6)]))
    const second = await a.next('operation', (message) => message.operation.version === 2)
    await a.next('operation', (message) => message.operation.version === 3)
    const { hash } = second.operation
    const ask = async (query: string) => (await instance.connect(anna, `protocol=1&${query}`)).next('sync')

    const missed = await ask(`since=2&hash=${hash}&epoch=${first.epoch}`)
    expect(missed.operations?.map((row) => row.version)).toEqual([3])
    expect(missed).toMatchObject({ version: 3 })
    expect(missed).not.toHaveProperty('reset')
    const current = await ask('since=3')
    expect(current).toMatchObject({ version: 3, operations: [] })
    for (const query of [
      'since=0',
      'since=4',
      `since=2&hash=${'0'.repeat(64)}`,
      `since=2&hash=${hash}&epoch=another`,
    ])
      expect(await ask(query)).toMatchObject({ version: 3, reset: true })
  })

  test('SY2 a client that asks gets the rows after the version it names', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    const shapes = Array.from({ length: 60 }, () => newShapeId())
    a.send(operation(shapes.map((id) => createRectangle(id))))
    a.send(operation([moveTo(shapes[0] as never, 5)]))
    await a.next('operation', (message) => message.operation.version === 2)
    a.send({ type: 'resync', since: 1 })
    const sync = await a.next('sync', (message) => message.operations !== undefined)
    expect(sync.operations?.map((row) => row.version)).toEqual([2])
  })
})

describe('answers', () => {
  test('CM6 CM8 a fresh operation is answered by its broadcast alone, a repeated one by ack after its row', async () => {
    const instance = await start()
    const client = sequencedClient()
    const a = await instance.connect(harness.person(), `protocol=1&clientId=${client.clientId}`)
    await a.next('sync')
    const { id, proposal } = client.operation([createRectangle(newShapeId())])
    a.send({ type: 'operation', operation: proposal as never })
    a.send({ type: 'operation', operation: proposal as never })
    const ack = await a.next('ack')
    expect(ack).toEqual({ type: 'ack', id, seq: 1, version: 1, duplicate: true })
    const types = a.messages.map((message) => message.type)
    expect(types.indexOf('ack')).toBeGreaterThan(types.indexOf('operation'))
    expect(types.filter((type) => type === 'ack' || type === 'operation')).toEqual(['operation', 'ack'])
    const again = await instance.connect(harness.person(), `protocol=1&clientId=${client.clientId}`)
    expect(await again.next('sync')).toMatchObject({ lastSeq: 1 })
  })

  test('CM8 final refusals are reject, transient ones error, both with the id', async () => {
    const instance = await start()
    const client = sequencedClient()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    const bad = client.operation([moveTo(newShapeId(), 1)])
    a.send({ type: 'operation', operation: bad.proposal as never })
    expect(await a.next('reject')).toMatchObject({ id: bad.id, seq: 1, code: 'unknown_shape' })
    const early = client.operation([createRectangle(newShapeId())], 7)
    a.send({ type: 'operation', operation: early.proposal as never })
    expect(await a.next('error')).toMatchObject({ id: early.id, code: 'out_of_order', expected: 2 })
  })

  test('UN8 undo comes as an operation, and as ack when nothing is left', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    a.send(operation([createRectangle(newShapeId())]))
    a.send({ type: 'undo', id: newId() })
    await a.next('operation', (message) => message.operation.kind === 'undo')
    const id = newId<OperationId>()
    a.send({ type: 'undo', id })
    expect(await a.next('ack')).toMatchObject({ id, reason: 'nothing_left', duplicate: false })
  })

  test('AC2 viewers cannot write by any message', async () => {
    const instance = await start()
    const [viewer, editor] = [harness.person('viewer'), harness.person()]
    const v = await instance.connect(viewer)
    const e = await instance.connect(editor)
    await Promise.all([v.next('sync'), e.next('sync')])
    const id = newId<OperationId>()
    v.send(operation([createRectangle(newShapeId())], id))
    expect(await v.next('error')).toMatchObject({ id, code: 'forbidden' })
    v.send({ type: 'undo', id: newId() })
    v.send({ type: 'redo', id: newId() })
    v.send({ type: 'preview', preview: { gesture: 'g', ids: [newShapeId()], move: [1, 1] } })
    v.send({ type: 'cursor', x: 3, y: 4 })
    await e.next('cursors')
    await v.settled()
    expect(v.messages.filter((message) => message.type === 'error')).toHaveLength(4)
    expect(e.messages.some((message) => message.type === 'operation' || message.type === 'preview')).toBe(
      false,
    )
    expect(harness.store.canvas(harness.canvasId).head.version).toBe(0)
  })
})

import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { createRectangle, newId, newShapeId } from '../log/testing/log-harness.ts'
import { type RealtimeHarness, realtimeHarness } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
const start = (options?: Parameters<RealtimeHarness['serve']>[0]) => {
  harness = realtimeHarness()
  return harness.serve(options)
}
afterEach(() => harness.close())

describe('presence', () => {
  test('PR1 people come, show themselves and go; two tabs of one user are two sessions of one person', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    await a.next('sync')
    const b1 = await instance.connect(ben)
    const b2 = await instance.connect(ben)
    const first = (await b1.next('sync')).you
    const second = (await b2.next('sync')).you
    expect(first.userId).toBe(second.userId)
    await a.next('presence_join', (message) => message.sessionId === second.sessionId)
    b2.send({ type: 'presence', tool: 'draw', selection: [newShapeId()] })
    expect(await a.next('presence')).toMatchObject({ sessionId: second.sessionId, tool: 'draw' })
    b1.close()
    await a.next('presence_leave', (message) => message.sessionId === first.sessionId)
    const late = await instance.connect(anna)
    const { presence } = await late.next('sync')
    expect(presence.map((entry) => entry.sessionId)).toContain(second.sessionId)
    expect(presence.map((entry) => entry.sessionId)).not.toContain(first.sessionId)
    expect(presence.find((entry) => entry.sessionId === second.sessionId)).toMatchObject({ tool: 'draw' })
  })

  test('SY7 pointers come as one cursors message, and as cursor to simple clients', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    const simple = await instance.connect(ben, '')
    const { you } = await a.next('sync')
    await simple.next('sync')
    for (let x = 1; x <= 5; x++) a.send({ type: 'cursor', x, y: 1.239 })
    await a.next('cursors', ({ items }) => items.some(([n, x, y]) => n === you.n && x === 5 && y === 1.24))
    const last = await simple.next('cursor', (message) => message.x === 5)
    expect(last).toMatchObject({ sessionId: you.sessionId, userId: anna.userId })
    expect(simple.messages.some((message) => message.type === 'cursors')).toBe(false)
    expect(harness.store.canvas(harness.canvasId).head.version).toBe(0)
  })

  test('PV1 a preview is relayed, shown to late joiners with its create, and ends with its commit', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    const b = await instance.connect(ben)
    const { you } = await a.next('sync')
    await b.next('sync')
    const shape = newShapeId()
    const changes = [createRectangle(shape)]
    a.send({ type: 'preview', preview: { gesture: 'g1', changes } })
    await b.next('preview', ({ preview }) => preview !== null && 'changes' in preview)
    a.send({ type: 'preview', preview: { gesture: 'g1', ids: [shape], move: [4, 4] } })
    await b.next('preview', ({ preview }) => preview !== null && 'move' in preview)
    const late = await instance.connect(ben)
    await late.next('preview', ({ preview }) => preview !== null && 'changes' in preview)
    await late.next('preview', ({ preview }) => preview !== null && 'move' in preview)
    a.send({ type: 'operation', operation: { id: newId(), gesture: 'g1', changes } })
    await b.next('preview', (message) => message.preview === null && message.sessionId === you.sessionId)
    const kinds = b.messages.map((message) => message.type)
    expect(kinds.lastIndexOf('preview')).toBeGreaterThan(kinds.indexOf('operation'))
  })

  test('PV1 a preview ends when it is cancelled and when its author leaves', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    const b = await instance.connect(harness.person())
    await Promise.all([a.next('sync'), b.next('sync')])
    const ends = () => b.messages.filter((message) => message.type === 'preview' && message.preview === null)
    a.send({ type: 'preview', preview: { gesture: 'g1', ids: [newShapeId()], move: [4, 4] } })
    await b.next('preview')
    a.send({ type: 'preview', preview: null })
    await b.next('preview', (message) => message.preview === null)
    a.send({ type: 'preview', preview: { gesture: 'g2', ids: [newShapeId()], move: [4, 4] } })
    await b.next('preview', ({ preview }) => preview?.gesture === 'g2')
    a.close()
    await b.next('presence_leave')
    await b.settled()
    expect(ends()).toHaveLength(2)
  })

  test('PV1 a preview whose cells could not be committed is not shown', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    const changes = [
      { kind: 'create', shape: { id: newShapeId(), kind: 'rectangle', fill: 'javascript:' } },
    ] as never
    a.send({ type: 'preview', preview: { gesture: 'g', changes } })
    expect(await a.next('error')).toMatchObject({ code: 'invalid' })
    await a.settled()
    expect(a.messages.some((message) => message.type === 'preview')).toBe(false)
  })
})

describe('hostile and hurried clients', () => {
  test('frames that cannot be read are answered, and nobody else notices', async () => {
    const instance = await start()
    const bad = await instance.connect(harness.person())
    const good = await instance.connect(harness.person())
    await Promise.all([bad.next('sync'), good.next('sync')])
    for (const text of ['', '{', 'null', '[1]', '{"type":"sync"}', '{"type":"__proto__"}', '[[]]', '"x"'])
      bad.raw(text)
    bad.raw(JSON.stringify({ type: 'operation', operation: { id: 5 } }))
    await bad.settled()
    const errors = bad.messages.filter((message) => message.type === 'error')
    expect(errors).toHaveLength(9)
    expect(new Set(errors.map((error) => error.code))).toEqual(new Set(['bad_message', 'unknown_type']))
    bad.raw(Buffer.from([1, 2, 3]))
    expect(await bad.closed).toBe(4400)
    await good.settled()
    expect(good.messages.filter((message) => message.type === 'error')).toEqual([])
  })

  test('a client that goes on sending what cannot be read is closed', async () => {
    const instance = await start()
    const bad = await instance.connect(harness.person())
    await bad.next('sync')
    bad.raw(`[${Array.from({ length: 300 }, () => '0').join(',')}]`)
    expect(await bad.closed).toBe(4400)
  })

  test('a frame over the limit closes its socket with 1009 and hurts nobody else', async () => {
    const instance = await start()
    const bad = await instance.connect(harness.person())
    const good = await instance.connect(harness.person())
    await Promise.all([bad.next('sync'), good.next('sync')])
    bad.raw(`"${'x'.repeat(1_200_000)}"`)
    expect(await bad.closed).toBe(1009)
    await good.settled()
  })

  test('random bytes after the handshake end one connection only', async () => {
    const instance = await start()
    const good = await instance.connect(harness.person())
    await good.next('sync')
    for (let i = 0; i < 20; i++) {
      const bad = await instance.connect(harness.person())
      await bad.next('sync')
      // past the framing of the client library
      const { _socket } = bad.ws as never as { readonly _socket: { write(data: Buffer): void; end(): void } }
      _socket.write(randomBytes(200))
      _socket.end()
      await bad.closed
    }
    await good.settled()
    expect(instance.realtime.sessionCount()).toBe(1)
  })

  test('CM8 operations over the rate are read later, none is refused, and their order stays', async () => {
    const instance = await start({
      limits: { operationsPerSecond: 200, operationsBurst: 5, operationsInFlightMax: 4 },
    })
    const a = await instance.connect(harness.person())
    await a.next('sync')
    const ids = Array.from({ length: 40 }, () => newId())
    a.send(
      ids.map(
        (id) => ({ type: 'operation', operation: { id, changes: [createRectangle(newShapeId())] } }) as never,
      ),
    )
    await a.next('operation', (message) => message.operation.version === 40)
    const rows = a.messages.flatMap((message) => (message.type === 'operation' ? [message.operation.id] : []))
    expect(rows).toEqual(ids)
    expect(a.messages.filter((message) => message.type === 'error')).toEqual([])
  })
})

import { connect as connectTcp } from 'node:net'
import { closeCodes } from '@flowstate/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { author, createRectangle, newId, newShapeId } from '../log/testing/log-harness.ts'
import { linkedBuses, openClient, type RealtimeHarness, realtimeHarness } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
const start = (options?: Parameters<RealtimeHarness['serve']>[0]) => {
  harness = realtimeHarness()
  return harness.serve(options)
}
afterEach(() => harness.close())

const create = () =>
  ({ type: 'operation', operation: { id: newId(), changes: [createRectangle(newShapeId())] } }) as never

describe('who may open a socket', () => {
  test('AC1 a stranger and a canvas that does not exist are answered alike', async () => {
    const instance = await start()
    const stranger = await instance.connect(author())
    const nowhere = await instance.connect(harness.person(), 'protocol=1', { canvasId: newId() })
    const noId = await instance.connect(harness.person(), 'protocol=1', { canvasId: 'constructor' })
    for (const client of [stranger, noId, nowhere]) expect(await client.closed).toBe(closeCodes.notFound.code)
    expect([stranger, noId, nowhere].flatMap((client) => client.messages)).toEqual([])
  })

  test('a token that is not good, an old protocol and a malformed address are told apart by close code', async () => {
    const instance = await start()
    const anna = harness.person()
    const closeOf = async (query: string, token: string | null = anna.userId) =>
      (await instance.connect(anna, query, { token })).closed
    expect(await closeOf('protocol=1', 'forged')).toBe(4401)
    expect(await closeOf('protocol=0')).toBe(4426)
    for (const query of ['protocol=x', 'since=-1', 'clientId=7', 'hash=zz', 'ticket=a&since=1'])
      expect(await closeOf(query)).toBe(4400)
  })

  test('a socket without ticket or token has to sign in with its first message, in time', async () => {
    const instance = await start({ limits: { authenticateTimeoutMs: 50 } })
    const anna = harness.person()
    await (await instance.connect(anna)).next('sync')
    const silent = await instance.connect(anna, 'protocol=1', { token: null })
    expect(await silent.closed).toBe(4401)
    const wrong = await instance.connect(anna, 'protocol=1', { token: null })
    wrong.send({ type: 'ping', t: 1 })
    expect(await wrong.closed).toBe(4401)
    const right = await instance.connect(anna, 'protocol=1', { token: null })
    right.send({ type: 'auth', token: anna.userId })
    expect(await right.next('sync')).toMatchObject({ you: { userId: anna.userId } })
  })

  test('a ticket opens the canvas it was made for', async () => {
    const instance = await start()
    const anna = harness.person()
    await (await instance.connect(anna)).next('sync')
    const open = (ticket: string) => instance.connect(anna, `protocol=1&ticket=${ticket}`, { token: null })
    await (await open(`${harness.canvasId}:${anna.userId}`)).next('sync')
    expect(await (await open(`${newId()}:${anna.userId}`)).closed).toBe(4401)
  })

  test('browsers need an allowed Origin, on localhost too, and everybody a Host of ours', async () => {
    const instance = await start()
    const anna = harness.person()
    const url = `${instance.url}/${harness.canvasId}/ws?protocol=1&token=${anna.userId}`
    await (await instance.connect(anna)).next('sync')
    for (const origin of [`http://localhost:${instance.port}`, 'https://board.example'])
      await openClientOnce(url, { origin })
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:1' },
      { origin: 'https://board.example.evil.example' },
      { host: 'evil.example' },
    ])
      expect(await openClient(url, headers).closed).toBe(1006)
  })

  const openClientOnce = async (url: string, headers: { readonly [name: string]: string }) => {
    const client = openClient(url, headers)
    await client.next('sync')
    client.ws.terminate()
  }

  test('a user has a limited number of sockets on a canvas', async () => {
    const instance = await start({ limits: { socketsPerUserAndCanvasMax: 2 } })
    const anna = harness.person()
    await (await instance.connect(anna)).next('sync')
    await (await instance.connect(anna)).next('sync')
    expect(await (await instance.connect(anna)).closed).toBe(4429)
    await (await instance.connect(harness.person())).next('sync')
  })
})

describe('losing access', () => {
  test('AC3 a revoked member is closed and receives nothing committed after the revocation', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    const b = await instance.connect(ben)
    await Promise.all([a.next('sync'), b.next('sync')])
    harness.setRole(ben.userId, null)
    // no hint at all: the commit itself brings the new access number
    a.send(create())
    await a.next('operation')
    expect(await b.closed).toBe(4404)
    expect(b.messages.some((message) => message.type === 'operation')).toBe(false)
    await a.next('presence_leave', (message) => message.userId === ben.userId)
  })

  test('AC3 a hint is enough: the socket goes without any commit', async () => {
    const instance = await start()
    const ben = harness.person()
    const b = await instance.connect(ben)
    await b.next('sync')
    harness.setRole(ben.userId, null)
    const { accessNo } = harness.store.canvas(harness.canvasId).head
    instance.bus.publish({ kind: 'access_changed', canvasId: harness.canvasId, accessNo })
    expect(await b.closed).toBe(4404)
  })

  test('AC3 without any hint the head poll notices', async () => {
    const instance = await start()
    const ben = harness.person()
    const b = await instance.connect(ben)
    await b.next('sync')
    harness.setRole(ben.userId, null)
    expect(await b.closed).toBe(4404)
  })

  test('AC3 another role is told, shown to the others and in force', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    const b = await instance.connect(ben)
    await Promise.all([a.next('sync'), b.next('sync')])
    harness.setRole(ben.userId, 'viewer')
    const { accessNo } = harness.store.canvas(harness.canvasId).head
    instance.bus.publish({ kind: 'access_changed', canvasId: harness.canvasId, accessNo })
    expect(await b.next('role_changed')).toEqual({ type: 'role_changed', role: 'viewer' })
    await a.next('presence_join', (message) => message.userId === ben.userId && message.role === 'viewer')
    b.send(create())
    expect(await b.next('error')).toMatchObject({ code: 'forbidden' })
    a.send(create())
    await b.next('operation')
  })

  test('AC5 a room tells that the canvas may be called something else, once, with a hint and without', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    await a.next('sync')
    harness.setRole(ben.userId, 'viewer')
    const { accessNo } = harness.store.canvas(harness.canvasId).head
    instance.bus.publish({ kind: 'access_changed', canvasId: harness.canvasId, accessNo })
    await a.next('canvas')
    // nobody says a word: the head poll notices
    harness.setRole(ben.userId, 'editor')
    const told = () => a.messages.filter(({ type }) => type === 'canvas').length
    await a.next('canvas', () => told() === 2)
    a.send(create())
    await a.next('operation')
    expect(told()).toBe(2)
  })

  test('AC3 a closed login loses its sockets, other logins of the user stay', async () => {
    const instance = await start()
    const anna = harness.person()
    const a = await instance.connect(anna)
    const { you } = await a.next('sync')
    const elsewhere = { ...anna, sessionId: newId<typeof anna.sessionId>() }
    const other = await instance.connect(elsewhere)
    await other.next('sync')
    expect(you.sessionId).not.toBe(anna.sessionId)
    instance.bus.publish({ kind: 'login_closed', userId: anna.userId, sessionIds: [anna.sessionId] })
    expect(await a.closed).toBe(4401)
    await other.settled()
    instance.bus.publish({ kind: 'login_closed', userId: anna.userId, sessionIds: 'all' })
    expect(await other.closed).toBe(4401)
  })

  test('a canvas in the trash loses its sockets', async () => {
    const instance = await start()
    const a = await instance.connect(harness.person())
    await a.next('sync')
    harness.store.setTrashed(harness.canvasId, true)
    expect(await a.closed).toBe(4404)
  })

  test('SY8 a canvas back from the trash opens again, also where nobody was told', async () => {
    const instance = await start()
    const anna = harness.person()
    const before = await instance.connect(anna)
    await before.next('sync')
    harness.store.setTrashed(harness.canvasId, true)
    await before.closed
    harness.store.setTrashed(harness.canvasId, false)
    const after = await instance.connect(anna)
    expect(await after.next('sync')).toMatchObject({ you: { userId: anna.userId } })
  })

  test('renewing as somebody else, or with a bad token, ends the session', async () => {
    const instance = await start()
    const [anna, ben] = [harness.person(), harness.person()]
    const a = await instance.connect(anna)
    const b = await instance.connect(ben)
    await Promise.all([a.next('sync'), b.next('sync')])
    a.send({ type: 'auth', token: anna.userId })
    await a.settled()
    a.send({ type: 'auth', token: ben.userId })
    expect(await a.closed).toBe(4401)
    b.send({ type: 'auth', token: 'forged' })
    expect(await b.closed).toBe(4401)
  })
})

describe('several instances and the end', () => {
  test('SY8 rooms on two instances agree although the bus loses messages', async () => {
    let count = 0
    const buses = linkedBuses(2, () => count++ % 2 === 0)
    const first = await start({ bus: buses[0] as never })
    const second = await harness.serve({ bus: buses[1] as never })
    const a = await first.connect(harness.person())
    const b = await second.connect(harness.person())
    await Promise.all([a.next('sync'), b.next('sync')])
    for (let i = 0; i < 10; i++) {
      a.send(create())
      b.send(create())
    }
    for (const client of [a, b]) {
      await client.next('operation', (message) => message.operation.version === 20)
      const rows = client.messages.flatMap((message) =>
        message.type === 'operation' ? [message.operation] : [],
      )
      expect(rows.map((row) => row.version)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    }
  })

  test('SY8 without any bus the head poll brings what other instances committed', async () => {
    const first = await start()
    const second = await harness.serve()
    const a = await first.connect(harness.person())
    const b = await second.connect(harness.person())
    await Promise.all([a.next('sync'), b.next('sync')])
    a.send(create())
    await b.next('operation')
  })

  test('SY9 draining tells everybody when to come back, then closes and lets nobody in', async () => {
    const instance = await start()
    const anna = harness.person()
    const a = await instance.connect(anna)
    await a.next('sync')
    a.send(create())
    const drained = instance.realtime.drain()
    expect((await a.next('draining')).retryInMs).toBeGreaterThan(0)
    expect(await a.closed).toBe(1012)
    await drained
    expect(instance.realtime.sessionCount()).toBe(0)
    expect(await (await instance.connect(anna)).closed).toBe(1006)
  })

  test('an upgrade elsewhere is refused and the server lives', async () => {
    const instance = await start()
    const anna = harness.person()
    expect(await openClient(`ws://127.0.0.1:${instance.port}/elsewhere`).closed).toBe(1006)
    const raw = connectTcp(instance.port, '127.0.0.1')
    raw.on('error', () => {})
    raw.end(
      'GET /api/v1/canvases/x/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    )
    await new Promise((resolve) => {
      raw.resume()
      raw.on('close', resolve)
    })
    await (await instance.connect(anna)).next('sync')
  })
})

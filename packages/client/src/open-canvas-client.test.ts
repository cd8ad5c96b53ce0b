import type { ShapeId } from '@flowstate/engine'
import { shapeNamed } from '@flowstate/engine/testing'
import { describe, expect, test } from 'vitest'
import { ConnectionRefused } from './connection.ts'
import { createMemoryOutboxStorage } from './memory-outbox-storage.ts'
import {
  createdRow,
  edit,
  openTestClient,
  operationsIn,
  shapeId,
  type TestSocket,
  turns,
} from './testing/client-harness.ts'
import { emptyAt, emptyHash, opId, row, sync } from './testing/sync-scenario.ts'

describe('canvas client: answers', () => {
  test('CO6 frames about comments are handed on, and change neither version nor view', async () => {
    const { client, socket } = await openTestClient()
    const heard: object[] = []
    client.subscribe({
      comment: (message) => heard.push(message),
      comments: () => heard.push({ type: 'comments' }),
    })
    socket().goLive()
    socket().receive({ type: 'comment', threadId: 'a' }, { type: 'comment', threadId: 'a', gone: true })
    socket().receive({ type: 'comments' })
    expect(heard).toEqual([
      { type: 'comment', threadId: 'a' },
      { type: 'comment', threadId: 'a', gone: true },
      { type: 'comments' },
    ])
    expect([client.version(), client.view().size]).toEqual([0, 0])
  })

  test('AC5 that the canvas may be called something else is handed on, and changes neither version nor view', async () => {
    const { client, socket } = await openTestClient()
    let heard = 0
    client.subscribe({ aboutCanvas: () => heard++ })
    socket().goLive()
    socket().receive({ type: 'canvas' })
    expect([heard, client.version(), client.view().size]).toEqual([1, 0, 0])
  })

  test('PR1 one hears of one’s own new name, and is nobody else for it', async () => {
    const { client, socket } = await openTestClient()
    socket().goLive()
    const { you } = client.status()
    if (you === null) throw new Error('Nobody is here')
    socket().receive({ type: 'presence_join', ...you, displayName: 'Anneliese' })
    expect(client.status().you?.displayName).toBe('Anneliese')
    expect(client.presence.companions().size).toBe(0)
  })

  test('CL2 saved means answered: whenSaved waits for the echo, not for the sending', async () => {
    const { client, socket } = await openTestClient()
    socket().goLive()
    await client.whenSaved()
    const id = edit(client)
    let saved = false
    const waiting = client.whenSaved().then(() => {
      saved = true
    })
    await turns()
    expect(operationsIn(socket())).toHaveLength(1)
    expect(saved).toBe(false)
    socket().receive({ type: 'operation', operation: createdRow(id) })
    await waiting
    expect(client.view().get(shapeId)?.createdVersion).toBe(1)
    expect(client.version()).toBe(1)
  })

  test('CL4 what is refused leaves the view, is kept until the person lets it go, and never twice', async () => {
    const storage = createMemoryOutboxStorage()
    const { client, socket } = await openTestClient({ storage })
    socket().goLive()
    const id = edit(client)
    await turns()
    const refusal = { type: 'reject', id, seq: 1, code: 'bad_parent', detail: 'not there' } as const
    socket().receive(refusal, refusal)
    await client.whenSaved()
    expect(client.view().get(shapeId)).toBeUndefined()
    expect(client.status().failed.map((failed) => [failed.entry.id, failed.code])).toEqual([
      [id, 'bad_parent'],
    ])
    await client.close()
    const later = await openTestClient({ storage })
    expect(later.client.status().failed).toHaveLength(1)
    await later.client.forgetFailed(id)
    await later.client.close()
    const last = await openTestClient({ storage })
    expect(last.client.status().failed).toEqual([])
  })

  test('CL5 a state that arrives other than the server has it is read anew', async () => {
    const { client, socket, sockets, clock } = await openTestClient()
    socket().goLive({ version: 4, hash: 'hash-4', state: { ...emptyAt(4), stateHash: 'ff' }, reset: true })
    expect(sockets[0]?.isClosed()).toBe(true)
    await clock.advance(1_000)
    expect(socket().request.since).toBe(0)
    socket().goLive({ version: 4, hash: 'hash-4', state: emptyAt(4), reset: true })
    expect(client.status()).toMatchObject({ connection: { name: 'live' }, diverged: false })
  })

  test('CL5 a check that is not over when the connection is lost goes on, and the state is read anew', async () => {
    const pieces: (() => boolean)[] = []
    const { socket, clock } = await openTestClient({
      inPieces(piece) {
        pieces.push(piece)
        return () => undefined
      },
    })
    const shapes = Array.from({ length: 300 }, (_, i) => ({
      id: shapeNamed(`s${i}`),
      kind: 'rectangle',
      parentId: null,
      index: 'a0',
      createdVersion: 1,
      updatedVersion: 1,
    }))
    socket().goLive({ version: 4, hash: 'hash-4', state: { ...emptyAt(4), shapes }, reset: true })
    socket().drop(1006)
    for (const piece of pieces) while (piece()) {}
    await clock.advance(1_000)
    expect(socket().request.since).toBe(0)
  })

  test('CL5 a state unlike the server’s is read anew once, and only then reported', async () => {
    const { client, socket, clock, sockets } = await openTestClient()
    socket().goLive()
    socket().receive({ type: 'operation', operation: createdRow(opId(1)) })
    socket().receive({ type: 'checksum', version: 1, stateHash: 'ff' })
    expect(sockets[0]?.isClosed()).toBe(true)
    await clock.advance(1_000)
    expect(socket().request.since).toBe(0)
    const { operations: _, ...reset } = sync({ version: 4, hash: 'hash-4' })
    socket().open()
    socket().receive({ ...reset, state: emptyAt(4), reset: true })
    expect(client.status()).toMatchObject({ connection: { name: 'live' }, diverged: false })
    socket().receive({ type: 'checksum', version: 4, stateHash: emptyHash })
    expect(client.status().diverged).toBe(false)
    socket().receive({ type: 'checksum', version: 4, stateHash: 'ff' })
    expect(client.status()).toMatchObject({ connection: { name: 'live' }, diverged: true })
  })
})

describe('canvas client: sockets', () => {
  test('SY5 what an old socket still says is not taken for the new one’s', async () => {
    const { client, sockets, clock } = await openTestClient()
    const [first] = sockets as [TestSocket]
    first.goLive()
    first.drop(1006)
    await clock.advance(1_000)
    const second = sockets[1] as TestSocket
    second.goLive()
    first.receive({ type: 'operation', operation: createdRow(opId(1)) })
    first.drop(4404)
    expect(client.version()).toBe(0)
    expect(client.status().connection.name).toBe('live')
    second.receive({ type: 'operation', operation: row(1) })
    expect(client.version()).toBe(1)
  })

  test('SY5 a socket that comes too late, or after the client was closed, is closed again', async () => {
    let letThrough = () => {}
    const { client, sockets, clock } = await openTestClient({
      beforeSocket: (attempt) =>
        attempt > 1
          ? Promise.resolve()
          : new Promise((resolve) => {
              letThrough = resolve
            }),
    })
    await clock.advance(30_000)
    expect(sockets).toHaveLength(1)
    sockets[0]?.goLive()
    letThrough()
    await turns()
    expect(sockets.map((socket) => socket.isClosed())).toEqual([false, true])
    expect(client.status().connection.name).toBe('live')
  })

  test('SY5 a refusal that will not change stops the tries; a person can ask for another', async () => {
    let refused = true
    let tries = 0
    const { client, sockets, clock } = await openTestClient({
      beforeSocket: async () => {
        tries++
        if (refused) throw new ConnectionRefused(4404, 'gone or not yours')
      },
    })
    edit(client)
    await clock.advance(3_600_000)
    expect(tries).toBe(1)
    expect(client.status()).toMatchObject({
      pending: 1,
      connection: { name: 'stopped', reason: { kind: 'closed', code: 4404 } },
    })
    refused = false
    client.retry()
    await turns()
    sockets[0]?.goLive()
    expect(operationsIn(sockets[0] as TestSocket)).toHaveLength(1)
  })

  test('SY5 a server that cannot be reached is tried for hours, and found when it is back', async () => {
    let reachable = false
    let tries = 0
    const { client, sockets, clock } = await openTestClient({
      beforeSocket: async () => {
        tries++
        if (!reachable) throw new Error('no route')
      },
    })
    edit(client)
    await clock.advance(4 * 3_600_000)
    expect(client.status().connection.name).toBe('offline')
    expect(tries).toBeGreaterThan((4 * 3_600) / 30 - 1)
    reachable = true
    for (let waited = 0; sockets.length === 0 && waited < 30; waited++) await clock.advance(1_000)
    sockets[0]?.goLive()
    expect(operationsIn(sockets[0] as TestSocket)).toHaveLength(1)
  })

  test('PR1 the others are told again on a new socket what is selected here', async () => {
    const { client, socket, clock } = await openTestClient()
    const selection = ['shape-a-0000' as ShapeId]
    client.setPresence({ selection })
    socket().goLive()
    expect(socket().sent).toEqual([{ type: 'presence', selection }])
    client.setPresence({ tool: 'draw' })
    // For the moment, and not for the next connection (PR2, PR3).
    client.setPresence({ chat: 'hello', spotlight: true })
    expect(socket().sent.at(-1)).toEqual({ type: 'presence', chat: 'hello', spotlight: true })
    socket().drop(1006)
    await clock.advance(1_000)
    socket().goLive()
    expect(socket().sent).toEqual([{ type: 'presence', selection, tool: 'draw' }])
  })
})

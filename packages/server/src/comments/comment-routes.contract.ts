import { randomUUID } from 'node:crypto'
import type { CanvasId } from '@flowstate/engine'
import type { LoginAnswer, Role, ShareScope, WholeThread } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import type { Method } from '../http/route.ts'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'

const limits = { LIMIT_CANVAS_THREADS_MAX: '6', LIMIT_THREAD_MESSAGES_MAX: '3' }
const point = { kind: 'point', point: [10, 20] }

/** Comments of a canvas, stored in either database. */
export function commentRoutesContract(open: () => Promise<FreshDatabase>): void {
  describe('comments', () => {
    let rest: RestHarness
    let owner: LoginAnswer
    const people = new Map<Role, LoginAnswer>()

    beforeAll(async () => {
      rest = await startRest(await open(), limits)
      owner = await rest.register('Owner')
      people.set('owner', owner)
      for (const role of ['viewer', 'commenter', 'editor', 'admin'] as const) {
        const person = await rest.register(role)
        people.set(role, person)
        const body = { userId: person.user.id, role }
        await call('POST', `/workspaces/${owner.workspaceId}/members`, 'owner', body)
      }
    })
    afterAll(() => rest.close())

    const tokenOf = (who: Role | string) => people.get(who as Role)?.accessToken ?? who
    const call = (method: Method, path: string, who: Role | string, body?: unknown) =>
      rest.call({ method, path, token: tokenOf(who), ...(body === undefined ? {} : { body }) })
    const newCanvas = async () => `/canvases/${(await rest.createCanvas(owner)).id}`
    const threadBody = (text = 'What is this?', more: object = {}) => ({
      id: randomUUID(),
      anchor: point,
      message: { id: randomUUID(), text },
      ...more,
    })
    const begin = async (canvas: string, who: Role | string, text?: string): Promise<WholeThread> => {
      const response = await call('POST', `${canvas}/comments`, who, threadBody(text))
      expect(response.statusCode).toBe(201)
      return response.json()
    }
    const list = async (canvas: string, query = '') =>
      (await call('GET', `${canvas}/comments${query}`, 'viewer')).json()
    const head = async (canvas: string) => (await call('GET', `${canvas}/state`, 'viewer')).json().version
    const draw = async (canvas: string) => {
      const shape = { id: 'shape00001', kind: 'rectangle', position: [0, 0], size: [10, 10] }
      const body = { id: randomUUID(), changes: [{ kind: 'create', shape }] }
      await call('POST', `${canvas}/operations`, 'owner', body)
    }

    test('CO1 a thread says what it is about and at which version, and moves the canvas not at all', async () => {
      const canvas = await newCanvas()
      await draw(canvas)
      const anchors = [
        point,
        { kind: 'shape', shapeId: 'shape00001', at: [0.5, 0.25], point: [5, 2.5] },
        { kind: 'region', point: [-3, 4.25], size: [100, 0] },
      ]
      for (const anchor of anchors) {
        const made = await call('POST', `${canvas}/comments`, 'commenter', threadBody('Look 👀', { anchor }))
        expect(made.json().thread).toMatchObject({ anchor, version: 1, messageCount: 1, excerpt: 'Look 👀' })
      }
      const earlier = await call('POST', `${canvas}/comments`, 'editor', threadBody('Then', { version: 0 }))
      expect(earlier.json().thread.version).toBe(0)
      const later = await call('POST', `${canvas}/comments`, 'editor', threadBody('Soon', { version: 2 }))
      expect(later.json()).toMatchObject({ code: 'version_beyond_head', path: '/version' })
      expect(await head(canvas)).toBe(1)
      const { items, people: named } = await list(canvas)
      expect(items).toHaveLength(4)
      expect(named.map((person: { displayName: string }) => person.displayName).sort()).toEqual([
        'commenter',
        'editor',
      ])
    })

    test('CO2 the same ids again are the same thread and the same answer; from another person a conflict', async () => {
      const canvas = await newCanvas()
      const body = threadBody()
      const path = `${canvas}/comments`
      const first = await call('POST', path, 'commenter', body)
      const second = await call('POST', path, 'commenter', body)
      expect([first.statusCode, second.statusCode]).toEqual([201, 200])
      expect(second.json()).toEqual(first.json())
      expect((await call('POST', path, 'editor', body)).json()).toMatchObject({
        code: 'id_conflict',
        path: '/id',
      })
      const reply = { id: randomUUID(), text: 'A sketch' }
      const replies = `${path}/${body.id}/replies`
      const statuses = []
      for (const who of ['editor', 'editor', 'commenter'])
        statuses.push((await call('POST', replies, who, reply)).statusCode)
      expect(statuses).toEqual([201, 200, 409])
      // on another canvas an id says nothing
      expect((await call('POST', `${await newCanvas()}/comments`, 'editor', body)).statusCode).toBe(201)
      const both = await Promise.all([1, 2].map(() => call('POST', path, 'editor', threadBody())))
      expect(both.map((response) => response.statusCode)).toEqual([201, 201])
    })

    test('CO3 viewers read, one’s words are one’s own, editors resolve, admins delete', async () => {
      const canvas = await newCanvas()
      const { thread, messages } = await begin(canvas, 'commenter')
      const at = `${canvas}/comments/${thread.id}`
      const message = `${at}/messages/${messages[0]?.id}`
      const status = async (method: Method, path: string, who: Role, body?: object) =>
        (await call(method, path, who, body)).statusCode
      expect(await status('GET', at, 'viewer')).toBe(200)
      expect(await status('POST', `${at}/replies`, 'viewer', { id: randomUUID(), text: 'no' })).toBe(403)
      for (const who of ['editor', 'admin', 'owner'] as const)
        expect(await status('PATCH', message, who, { text: 'no' })).toBe(403)
      const edited = await call('PATCH', message, 'commenter', { text: 'What is that?' })
      expect(edited.json().messages[0]).toMatchObject({ text: 'What is that?', editedAt: expect.any(String) })
      const ofOwner = (await begin(canvas, 'owner')).thread
      const resolve = { resolved: true }
      expect(await status('POST', `${canvas}/comments/${ofOwner.id}/resolve`, 'commenter', resolve)).toBe(403)
      const resolved = await call('POST', `${at}/resolve`, 'editor', resolve)
      expect(resolved.json().thread.resolvedBy).toBe(people.get('editor')?.user.id)
      expect((await list(canvas, '?resolved=true')).items).toHaveLength(1)
      const reopened = await call('POST', `${at}/resolve`, 'commenter', { resolved: false })
      expect(reopened.json().thread).not.toHaveProperty('resolvedAt')
      expect(await status('DELETE', message, 'editor')).toBe(403)
      expect(await status('DELETE', at, 'editor')).toBe(403)
      expect(await status('DELETE', at, 'admin')).toBe(204)
      expect(await status('DELETE', at, 'admin')).toBe(404)
      expect(await status('GET', at, 'viewer')).toBe(404)
    })

    test('CO3 a link to comment lets its holder comment and not draw; a link to view only read', async () => {
      const canvas = await newCanvas()
      const enter = async (scope: ShareScope): Promise<string> => {
        const { token } = (await call('POST', `${canvas}/shares`, 'owner', { scope })).json()
        const opened = (await rest.call({ method: 'POST', path: '/shares/exchange', body: { token } })).json()
        expect(opened.role).toBe(scope === 'comment' ? 'commenter' : 'viewer')
        return opened.accessToken
      }
      const [commenter, viewer] = [await enter('comment'), await enter('view')]
      await begin(canvas, commenter)
      expect((await call('POST', `${canvas}/comments`, viewer, threadBody())).statusCode).toBe(403)
      const operation = { id: randomUUID(), changes: [{ kind: 'delete', ids: ['shape00001'] }] }
      expect((await call('POST', `${canvas}/operations`, commenter, operation)).statusCode).toBe(403)
      const { items } = (await call('GET', `${canvas}/shares`, 'owner')).json()
      expect(items.map((share: { scope: string }) => share.scope).sort()).toEqual(['comment', 'view'])
    })

    test('CO3 a reaction counts once for each person, and is theirs to take back', async () => {
      const canvas = await newCanvas()
      const { thread, messages } = await begin(canvas, 'editor')
      const path = `${canvas}/comments/${thread.id}/messages/${messages[0]?.id}/reactions`
      const react = async (who: Role, on: boolean) =>
        (await call('PUT', path, who, { reaction: 'heart', on })).json().messages[0].reactions
      await react('commenter', true)
      await react('commenter', true)
      expect(await react('editor', true)).toEqual([{ reaction: 'heart', count: 2, mine: true }])
      await react('editor', false)
      const whole: WholeThread = (await call('GET', `${canvas}/comments/${thread.id}`, 'viewer')).json()
      expect(whole.messages[0]?.reactions).toEqual([{ reaction: 'heart', count: 1, mine: false }])
      const unknown = await call('PUT', path, 'editor', { reaction: 'anvil', on: true })
      expect(unknown.json()).toMatchObject({ code: 'bad_request', path: '/reaction' })
    })

    test('CO4 a thread goes with its last message, and all of them with their canvas', async () => {
      const canvas = await newCanvas()
      const { thread, messages } = await begin(canvas, 'commenter')
      const at = `${canvas}/comments/${thread.id}`
      const reply = { id: randomUUID(), text: 'second' }
      await call('POST', `${at}/replies`, 'editor', reply)
      await call('DELETE', `${at}/messages/${messages[0]?.id}`, 'commenter')
      expect((await list(canvas)).items[0]).toMatchObject({ messageCount: 1, excerpt: 'second' })
      expect((await call('DELETE', `${at}/messages/${reply.id}`, 'admin')).statusCode).toBe(204)
      expect((await list(canvas)).items).toEqual([])
      const doomed = await begin(canvas, 'commenter')
      const first = `${canvas}/comments/${doomed.thread.id}/messages/${doomed.messages[0]?.id}`
      await call('PUT', `${first}/reactions`, 'editor', { reaction: 'eyes', on: true })
      for (const query of ['', '?forever=true']) await call('DELETE', `${canvas}${query}`, 'owner')
      const { kysely } = rest.server.deps.db
      const left = kysely.selectFrom('comment_reactions').select('reaction').where('reaction', '=', 'eyes')
      expect(await left.execute()).toEqual([])
    })

    test('CO5 there are so many threads, messages and letters, and the list comes in pages', async () => {
      const canvas = await newCanvas()
      const bodies = Array.from({ length: 6 }, (_, i) => threadBody(`thread ${i}`))
      for (const body of bodies) await call('POST', `${canvas}/comments`, 'editor', body)
      const seventh = await call('POST', `${canvas}/comments`, 'editor', threadBody())
      expect([seventh.statusCode, seventh.json().code]).toEqual([507, 'too_many_comments'])
      expect((await call('POST', `${canvas}/comments`, 'editor', bodies[0])).statusCode).toBe(200)
      const ids: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await list(canvas, `?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`)
        ids.push(...page.items.map(({ id }: { id: string }) => id))
        cursor = page.nextCursor
      }
      expect(ids).toEqual(bodies.map(({ id }) => id).sort())
      const at = `${canvas}/comments/${bodies[0]?.id}`
      for (const expected of [201, 201, 507]) {
        const reply = await call('POST', `${at}/replies`, 'editor', { id: randomUUID(), text: 'more' })
        expect(reply.statusCode).toBe(expected)
      }
      for (const text of ['', ' \n', 'x'.repeat(4_001), 'a\u0000b']) {
        const refused = await call('POST', `${at}/replies`, 'editor', { id: randomUUID(), text })
        expect(refused.json()).toMatchObject({ code: 'bad_request', path: '/text' })
      }
      expect((await call('GET', `${canvas}/comments?cursor=x`, 'editor')).json().code).toBe('bad_request')
    })

    test('CO6 every change is told to the rooms once it is stored, and what changes nothing is not', async () => {
      const canvas = await newCanvas()
      const heard: BusMessage[] = []
      const unsubscribe = rest.server.deps.bus.subscribe((message) => heard.push(message))
      const body = threadBody()
      await call('POST', `${canvas}/comments`, 'editor', body)
      await call('POST', `${canvas}/comments`, 'editor', body)
      const at = `${canvas}/comments/${body.id}`
      await call('POST', `${at}/replies`, 'viewer', { id: randomUUID(), text: 'no' })
      await call('POST', `${at}/resolve`, 'editor', { resolved: true })
      await call('DELETE', `${at}/messages/${body.message.id}`, 'editor')
      unsubscribe()
      const canvasId = canvas.split('/')[2] as CanvasId
      const message = { kind: 'comment_changed', canvasId, threadId: body.id, gone: false }
      expect(heard).toEqual([
        { ...message, number: 1 },
        { ...message, number: 2 },
        { ...message, number: 3, gone: true },
      ])
    })

    test('CO3 what a guest wrote is the account’s after the two are merged', async () => {
      const canvas = await newCanvas()
      const { token } = (await call('POST', `${canvas}/shares`, 'owner', { scope: 'comment' })).json()
      const guest: LoginAnswer = (await rest.call({ method: 'POST', path: '/auth/guest', body: {} })).json()
      const exchange = { method: 'POST', path: '/shares/exchange', body: { token } } as const
      await rest.call({ ...exchange, token: guest.accessToken })
      const { thread, messages } = await begin(canvas, guest.accessToken)
      const message = `${canvas}/comments/${thread.id}/messages/${messages[0]?.id}`
      for (const who of [guest.accessToken, 'commenter'])
        await call('PUT', `${message}/reactions`, who, { reaction: 'party', on: true })
      const merged = await call('POST', '/auth/merge', 'commenter', { guestToken: guest.accessToken })
      expect(merged.statusCode).toBe(204)
      const edited = await call('PATCH', message, 'commenter', { text: 'mine' })
      expect(edited.json().messages[0]).toMatchObject({
        text: 'mine',
        reactions: [{ reaction: 'party', count: 1, mine: true }],
      })
    })
  })
}

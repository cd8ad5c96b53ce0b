import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import type { Canvas, LoginAnswer, Role, Workspace } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'

/** Where canvases are: the list over all workspaces, and moving from one to another. */
export function canvasHomesContract(open: () => Promise<FreshDatabase>): void {
  describe('homes of canvases', () => {
    let rest: RestHarness
    let ann: LoginAnswer & { readonly workspaceId: WorkspaceId }
    let ben: LoginAnswer & { readonly workspaceId: WorkspaceId }

    beforeAll(async () => {
      rest = await startRest(await open())
      ann = await rest.register('Ann')
      ben = await rest.register('Ben')
    })
    afterAll(() => rest.close())

    const call = (
      method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
      path: string,
      by: LoginAnswer,
      body?: object,
    ) => rest.call({ method, path, token: by.accessToken, body, headers: { 'x-request-id': 'same' } })
    const readPage = async (by: LoginAnswer, query = '') =>
      (await call('GET', `/me/canvases${query}`, by)).json()
    const mine = async (by: LoginAnswer): Promise<readonly Canvas[]> => (await readPage(by)).items

    async function makeWorkspace(
      by: LoginAnswer,
      members: readonly (readonly [LoginAnswer, Role])[] = [],
    ): Promise<WorkspaceId> {
      const { id } = (await call('POST', '/workspaces', by, { name: 'Team' })).json()
      for (const [member, role] of members)
        await call('POST', `/workspaces/${id}/members`, by, { userId: member.user.id, role })
      return id
    }
    async function makeCanvas(by: LoginAnswer, workspaceId: WorkspaceId): Promise<CanvasId> {
      return (await call('POST', `/workspaces/${workspaceId}/canvases`, by, { name: 'Plan' })).json().id
    }
    const move = (by: LoginAnswer, canvasId: CanvasId, workspaceId: string) =>
      call('PATCH', `/canvases/${canvasId}`, by, { workspaceId })
    async function shareWith(by: LoginAnswer, friend: LoginAnswer, canvasId: CanvasId) {
      const { token } = (await call('POST', `/canvases/${canvasId}/shares`, by, { scope: 'view' })).json()
      await call('POST', '/shares/exchange', friend, { token })
      return token
    }

    test('everything somebody may open is one list, newest first, with the last editor, page by page', async () => {
      const [owner, friend] = [await rest.register('Owner'), await rest.register('Friend')]
      const team = await makeWorkspace(owner, [[friend, 'viewer']])
      const [own, shared, linked] = [
        await makeCanvas(friend, friend.workspaceId),
        await makeCanvas(owner, team),
        await makeCanvas(owner, owner.workspaceId),
      ]
      await shareWith(owner, friend, linked)
      await makeCanvas(owner, owner.workspaceId)
      const operation = {
        id: '0190a0b0-1111-7111-8111-000000000001',
        changes: [{ kind: 'canvas', set: { grid: 'dots' } }],
      }
      const drawn = await call('POST', `/canvases/${shared}/operations`, owner, operation)
      expect(drawn.statusCode).toBe(201)
      expect((await mine(friend)).map(({ id, role }) => [id, role])).toEqual([
        [linked, 'viewer'],
        [shared, 'viewer'],
        [own, 'owner'],
      ])
      expect((await mine(friend))[1]).toMatchObject({
        createdBy: owner.user.id,
        updatedBy: { id: owner.user.id, displayName: 'Owner' },
      })
      expect((await mine(friend))[0]).not.toHaveProperty('updatedBy')
      const first = await readPage(friend, '?limit=2')
      const second = await readPage(friend, `?limit=2&cursor=${first.nextCursor}`)
      expect(first.items.map(({ id }: Canvas) => id)).toEqual([linked, shared])
      expect(second).toMatchObject({ items: [{ id: own }], nextCursor: null })
    })

    test('what is in the trash, in a deleted workspace, or reached by a link that has ended is not listed', async () => {
      const [owner, friend] = [await rest.register('Owner'), await rest.register('Friend')]
      const team = await makeWorkspace(owner, [[friend, 'viewer']])
      const canvas = await makeCanvas(owner, team)
      const linked = await makeCanvas(owner, owner.workspaceId)
      await shareWith(owner, friend, linked)
      expect(await mine(friend)).toHaveLength(2)
      const [link] = (await call('GET', `/canvases/${linked}/shares`, owner)).json().items
      await call('DELETE', `/canvases/${linked}/shares/${link.id}`, owner)
      await call('DELETE', `/canvases/${canvas}`, owner)
      expect(await mine(friend)).toEqual([])
      await call('POST', `/canvases/${canvas}/recover`, owner)
      expect(await mine(friend)).toHaveLength(1)
      await call('DELETE', `/workspaces/${team}`, owner)
      expect(await mine(friend)).toEqual([])
    })

    test('what nobody has named says so until somebody does, and a personal workspace says whose it is', async () => {
      const [owner, friend] = [await rest.register('Owner'), await rest.register('Friend')]
      const home = `/workspaces/${owner.workspaceId}`
      await call('POST', `${home}/members`, owner, { userId: friend.user.id, role: 'viewer' })
      const seenBy = async (by: LoginAnswer): Promise<Workspace> => (await call('GET', home, by)).json()
      const { id: ownerId, displayName } = owner.user
      expect(await seenBy(owner)).toMatchObject({ name: 'My workspace', unnamed: true })
      expect(await seenBy(owner)).not.toHaveProperty('madeFor')
      expect(await seenBy(friend)).toMatchObject({ unnamed: true, madeFor: { id: ownerId, displayName } })
      await call('PATCH', home, owner, { name: 'My workspace' })
      expect(await seenBy(friend)).not.toHaveProperty('unnamed')
      expect((await seenBy(friend)).madeFor?.id).toBe(ownerId)

      const made = await call('POST', `${home}/canvases`, owner)
      expect(made.json()).toMatchObject({ name: 'Untitled', unnamed: true })
      const canvas = `/canvases/${made.json().id}`
      expect((await call('POST', `${canvas}/duplicate`, owner)).json()).toMatchObject({ unnamed: true })
      const named = await call('PATCH', canvas, owner, { name: 'Untitled' })
      expect(named.json()).not.toHaveProperty('unnamed')
      const typed = await call('POST', `${home}/canvases`, owner, { name: 'Untitled' })
      expect(typed.json()).not.toHaveProperty('unnamed')
      const copied = (await call('POST', `${canvas}/duplicate`, owner)).json()
      expect([copied.name, copied.unnamed]).toEqual(['Untitled (copy)', undefined])
    })

    test('workspaces say how much is in them', async () => {
      const team = await makeWorkspace(ann, [[ben, 'editor']])
      await makeCanvas(ann, team)
      const trashed = await makeCanvas(ben, team)
      await call('DELETE', `/canvases/${trashed}`, ben)
      const read: Workspace = (await call('GET', `/workspaces/${team}`, ben)).json()
      expect(read).toMatchObject({ canvasCount: 1, memberCount: 2, personal: false, role: 'editor' })
      const home = await call('GET', `/workspaces/${ben.workspaceId}`, ben)
      expect(home.json()).toMatchObject({ personal: true, memberCount: 1 })
    })

    test('CM5 a move raises access_no, tells the rooms and is in the audit of both workspaces', async () => {
      const [from, to] = [await makeWorkspace(ann, [[ben, 'editor']]), await makeWorkspace(ann)]
      const canvas = await makeCanvas(ann, from)
      const { db, store, bus } = rest.server.deps
      const before = (await store.readHead(canvas))?.accessNo ?? 0
      const heard: BusMessage[] = []
      const unsubscribe = bus.subscribe((message) => heard.push(message))
      const moved = await call('PATCH', `/canvases/${canvas}`, ann, { workspaceId: to, name: 'Moved' })
      unsubscribe()
      expect(moved.json()).toMatchObject({ id: canvas, workspaceId: to, name: 'Moved', role: 'owner' })
      expect(heard).toEqual([{ kind: 'access_changed', canvasId: canvas, accessNo: before + 1 }])
      expect((await store.readHead(canvas))?.accessNo).toBe(before + 1)
      expect((await call('GET', `/canvases/${canvas}`, ben)).statusCode).toBe(404)
      const rows = await db.kysely
        .selectFrom('audit')
        .select(['workspace_id', 'detail', 'user_id'])
        .where('canvas_id', '=', canvas)
        .where('action', '=', 'canvas_moved')
        .orderBy('id')
        .execute()
      expect(rows).toEqual([
        { workspace_id: from, detail: { to }, user_id: ann.user.id },
        { workspace_id: to, detail: { from }, user_id: ann.user.id },
      ])
      expect((await call('POST', `/canvases/${canvas}/duplicate`, ann)).json().workspaceId).toBe(to)
    })

    test('AC2 who may move: admins, and makers who may edit; into where they may edit', async () => {
      const team = await makeWorkspace(ann, [[ben, 'editor']])
      const [hers, his] = [await makeCanvas(ann, team), await makeCanvas(ben, team)]
      expect((await move(ben, hers, ben.workspaceId)).json().code).toBe('forbidden')
      const asViewer = await makeWorkspace(ann, [[ben, 'viewer']])
      expect((await move(ben, his, asViewer)).json().code).toBe('forbidden')
      expect((await move(ben, his, ben.workspaceId)).json()).toMatchObject({ workspaceId: ben.workspaceId })
      const his2 = await makeCanvas(ben, team)
      const member = `/workspaces/${team}/members/${ben.user.id}`
      await call('PATCH', member, ann, { role: 'viewer' })
      expect((await move(ben, his2, ben.workspaceId)).statusCode).toBe(403)
      await call('PATCH', member, ann, { role: 'admin' })
      expect((await move(ben, hers, ben.workspaceId)).statusCode).toBe(200)
    })

    test('AC1 the workspace of a stranger answers as one that does not exist', async () => {
      const canvas = await makeCanvas(ben, ben.workspaceId)
      const strange = await move(ben, canvas, ann.workspaceId)
      const unknown = await move(ben, canvas, '0190a0b0-1111-7111-8111-000000000001')
      expect(strange.statusCode).toBe(404)
      expect(strange.body).toBe(unknown.body)
      const deleted = await makeWorkspace(ben)
      await call('DELETE', `/workspaces/${deleted}`, ben)
      expect((await move(ben, canvas, deleted)).body).toBe(unknown.body)
      expect((await mine(ben)).find(({ id }) => id === canvas)?.workspaceId).toBe(ben.workspaceId)
    })

    test('AC5 a new name raises access_no as well, and tells the rooms', async () => {
      const canvas = await makeCanvas(ann, ann.workspaceId)
      const { store, bus } = rest.server.deps
      const before = (await store.readHead(canvas))?.accessNo ?? 0
      const heard: BusMessage[] = []
      const unsubscribe = bus.subscribe((message) => heard.push(message))
      await call('PATCH', `/canvases/${canvas}`, ann, { name: 'Plans' })
      unsubscribe()
      expect(heard).toEqual([{ kind: 'access_changed', canvasId: canvas, accessNo: before + 1 }])
      expect((await store.readHead(canvas))?.accessNo).toBe(before + 1)
    })

    test('who came by a link renames at most, and moves nothing', async () => {
      const canvas = await makeCanvas(ann, ann.workspaceId)
      const { token } = (await call('POST', `/canvases/${canvas}/shares`, ann, { scope: 'edit' })).json()
      await call('POST', '/shares/exchange', ben, { token })
      expect((await call('PATCH', `/canvases/${canvas}`, ben, { name: 'Ours' })).statusCode).toBe(200)
      expect((await move(ben, canvas, ben.workspaceId)).statusCode).toBe(403)
      expect((await move(ben, canvas, ann.workspaceId)).statusCode).toBe(403)
      const both = { name: 'His', workspaceId: ben.workspaceId }
      expect((await call('PATCH', `/canvases/${canvas}`, ben, both)).statusCode).toBe(403)
      expect((await call('GET', `/canvases/${canvas}`, ann)).json().name).toBe('Ours')
    })

    test('links go along when their maker may share in the new workspace, and end for good otherwise', async () => {
      const team = await makeWorkspace(ann, [[ben, 'editor']])
      const canvas = await makeCanvas(ann, team)
      const [hers, his] = [await rest.register('Gil'), await rest.register('Hal')]
      await shareWith(ann, hers, canvas)
      await shareWith(ben, his, canvas)
      const open = async (by: LoginAnswer) => (await call('GET', `/canvases/${canvas}`, by)).statusCode
      expect([await open(hers), await open(his)]).toEqual([200, 200])
      await move(ann, canvas, ann.workspaceId)
      expect([await open(hers), await open(his)]).toEqual([200, 404])
      const members = `/workspaces/${ann.workspaceId}/members`
      await call('POST', members, ann, { userId: ben.user.id, role: 'editor' })
      expect([await open(hers), await open(his)]).toEqual([200, 404])
    })

    test('of two moves at once one comes after the other, and both are told the truth', async () => {
      const [a, b] = [await makeWorkspace(ann), await makeWorkspace(ann)]
      const canvas = await makeCanvas(ann, ann.workspaceId)
      const answers = await Promise.all([move(ann, canvas, a), move(ann, canvas, b)])
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
      const moves = await rest.server.deps.db.kysely
        .selectFrom('audit')
        .select('detail')
        .where('canvas_id', '=', canvas)
        .where('action', '=', 'canvas_moved')
        .execute()
      expect(moves).toHaveLength(4)
    })

    test('a body that asks for nothing is refused with a path', async () => {
      const canvas = await makeCanvas(ann, ann.workspaceId)
      const nothing = await call('PATCH', `/canvases/${canvas}`, ann, {})
      expect(nothing.json()).toMatchObject({ status: 400, code: 'bad_request', path: '/name' })
      const silly = await move(ann, canvas, 'upstairs')
      expect(silly.json()).toMatchObject({ status: 400, code: 'bad_request', path: '/workspaceId' })
    })
  })
}

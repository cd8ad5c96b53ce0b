import type { LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

describe('members', () => {
  let rest: RestHarness
  let owner: LoginAnswer
  let members: string

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
    members = `/workspaces/${owner.workspaceId}/members`
  })
  afterAll(() => rest.close())

  const add = (by: LoginAnswer, who: LoginAnswer, role: string) =>
    rest.call({ method: 'POST', path: members, token: by.accessToken, body: { userId: who.user.id, role } })
  const change = (by: LoginAnswer, who: LoginAnswer, role: string) =>
    rest.call({ method: 'PATCH', path: `${members}/${who.user.id}`, token: by.accessToken, body: { role } })
  const remove = (by: LoginAnswer, who: LoginAnswer) =>
    rest.call({ method: 'DELETE', path: `${members}/${who.user.id}`, token: by.accessToken })

  test('the last owner can neither leave nor step down, also when two leave at once', async () => {
    expect((await remove(owner, owner)).json().code).toBe('last_owner')
    expect((await change(owner, owner, 'editor')).json().code).toBe('last_owner')
    const second = await rest.register('Second')
    await add(owner, second, 'owner')
    const both = await Promise.all([remove(owner, owner), remove(second, second)])
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([204, 409])
    const [stayed, left] = both[0].statusCode === 409 ? [owner, second] : [second, owner]
    await add(stayed, left, 'owner')
    if (stayed !== owner) await remove(owner, second)
    else if (left === second) await remove(owner, second)
  })

  test('nobody hands out or takes away more than they are', async () => {
    const [admin, other] = [await rest.register('Admin'), await rest.register('Other')]
    await add(owner, admin, 'admin')
    expect((await add(admin, other, 'owner')).statusCode).toBe(403)
    expect((await add(admin, other, 'admin')).statusCode).toBe(201)
    expect((await add(admin, other, 'viewer')).json().code).toBe('already_member')
    expect((await change(admin, owner, 'viewer')).statusCode).toBe(403)
    expect((await change(admin, admin, 'owner')).statusCode).toBe(403)
    expect((await remove(admin, owner)).statusCode).toBe(403)
  })

  test('CM5 every change of a role raises access_no of every canvas in the workspace', async () => {
    const member = await rest.register('Member')
    const canvas = await rest.createCanvas(owner)
    const accessNo = async () => (await rest.server.deps.store.readHead(canvas.id))?.accessNo
    const start = (await accessNo()) ?? 0
    await add(owner, member, 'editor')
    await change(owner, member, 'viewer')
    expect(await accessNo()).toBe(start + 2)
    await remove(owner, member)
    expect(await accessNo()).toBe(start + 3)
  })

  test('anybody may leave', async () => {
    const viewer = await rest.register('Viewer')
    await add(owner, viewer, 'viewer')
    expect((await remove(viewer, viewer)).statusCode).toBe(204)
    const path = `/workspaces/${owner.workspaceId}`
    expect((await rest.call({ method: 'GET', path, token: viewer.accessToken })).statusCode).toBe(404)
  })

  test('lists are paged by an opaque cursor', async () => {
    const first = await rest.call({ method: 'GET', path: `${members}?limit=1`, token: owner.accessToken })
    const { items, nextCursor } = first.json()
    expect(items).toHaveLength(1)
    const path = `${members}?limit=200&cursor=${nextCursor}`
    const rest2 = (await rest.call({ method: 'GET', path, token: owner.accessToken })).json()
    expect(rest2.nextCursor).toBeNull()
    expect(rest2.items.map((item: { user: { id: string } }) => item.user.id)).not.toContain(items[0].user.id)
    const silly = await rest.call({ method: 'GET', path: `${members}?cursor=x`, token: owner.accessToken })
    expect(silly.json()).toMatchObject({ status: 400, path: '/query/cursor' })
  })

  test('AC3 a deleted workspace is gone for everybody, and its rooms are told', async () => {
    const person = await rest.register('Leaver')
    const canvas = await rest.createCanvas(person)
    const { deps } = rest.server
    const before = (await deps.store.readHead(canvas.id))?.accessNo ?? 0
    const author = await deps.tickets.verifyAccessToken(person.accessToken)
    const path = `/workspaces/${person.workspaceId}`
    expect((await rest.call({ method: 'DELETE', path, token: person.accessToken })).statusCode).toBe(204)
    for (const gone of [path, `/canvases/${canvas.id}`, `/canvases/${canvas.id}/state`]) {
      const response = await rest.call({ method: 'GET', path: gone, token: person.accessToken })
      expect(response.statusCode).toBe(404)
    }
    const granted = author && (await deps.access.readRole(canvas.id, author))
    expect(granted).toEqual({ role: null, accessNo: before + 1 })
  })
})

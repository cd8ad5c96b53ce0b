import type { LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

describe('share links', () => {
  let rest: RestHarness
  let owner: LoginAnswer

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
  })
  afterAll(() => rest.close())

  async function share(by: LoginAnswer, canvasId: string, body: object = { scope: 'edit' }) {
    const path = `/canvases/${canvasId}/shares`
    return (await rest.call({ method: 'POST', path, token: by.accessToken, body })).json()
  }
  const exchange = (body: object, token?: string) =>
    rest.call({ method: 'POST', path: '/shares/exchange', body, token })
  const read = (canvasId: string, token: string) =>
    rest.call({ method: 'GET', path: `/canvases/${canvasId}`, token })

  test('a link makes a guest of one canvas; the address carries the token in its fragment', async () => {
    const [canvas, other] = [await rest.createCanvas(owner), await rest.createCanvas(owner)]
    const { token, url } = await share(owner, canvas.id)
    expect(url.endsWith(`/c/${canvas.id}#share=${token}`)).toBe(true)
    const guest = (await exchange({ token, displayName: 'Gil' })).json()
    expect(guest).toMatchObject({
      canvasId: canvas.id,
      role: 'editor',
      user: { displayName: 'Gil', guest: true },
    })
    expect((await read(canvas.id, guest.accessToken)).statusCode).toBe(200)
    expect((await read(other.id, guest.accessToken)).statusCode).toBe(404)
  })

  test('somebody signed in keeps the login and sees the canvas besides their own', async () => {
    const canvas = await rest.createCanvas(owner)
    const friend = await rest.register('Friend')
    const { token } = await share(owner, canvas.id, { scope: 'view' })
    const opened = (await exchange({ token }, friend.accessToken)).json()
    expect(opened).toMatchObject({ user: { id: friend.user.id }, role: 'viewer' })
    expect(opened).not.toHaveProperty('refreshToken')
    expect((await read(canvas.id, friend.accessToken)).statusCode).toBe(200)
    expect((await rest.createCanvas(friend)).role).toBe('owner')
  })

  test('unknown, expired and withdrawn links get the same 404', async () => {
    const canvas = await rest.createCanvas(owner)
    const expiring = await share(owner, canvas.id, { scope: 'view', expiresInHours: 1 })
    const withdrawn = await share(owner, canvas.id)
    const path = `/canvases/${canvas.id}/shares/${withdrawn.id}`
    const fresh = await rest.call({ method: 'DELETE', path, token: owner.accessToken })
    expect(fresh.statusCode).toBe(204)
    rest.clock.advance(2 * 3_600_000)
    const bodies = new Set<string>()
    for (const token of ['nobody-made-this', expiring.token, withdrawn.token]) {
      const headers = { 'x-request-id': 'same' }
      const response = await rest.call({ method: 'POST', path: '/shares/exchange', body: { token }, headers })
      expect(response.statusCode).toBe(404)
      bodies.add(response.body)
    }
    expect(bodies.size).toBe(1)
    owner = await signIn()
  })

  async function signIn(): Promise<LoginAnswer> {
    const body = { email: owner.user.email, password: 'a quiet harbour at night' }
    return (await rest.call({ method: 'POST', path: '/auth/login', body })).json()
  }

  test('CM5 withdrawing a link raises access_no and tells the rooms', async () => {
    const canvas = await rest.createCanvas(owner)
    const link = await share(owner, canvas.id)
    const guest = (await exchange({ token: link.token })).json()
    const before = (await rest.server.deps.store.readHead(canvas.id))?.accessNo ?? 0
    const heard: BusMessage[] = []
    const unsubscribe = rest.server.deps.bus.subscribe((message) => {
      // A hint of what was withdrawn in the test before may still come.
      if (message.kind === 'access_changed' && message.canvasId === canvas.id) heard.push(message)
    })
    const path = `/canvases/${canvas.id}/shares/${link.id}`
    await rest.call({ method: 'DELETE', path, token: owner.accessToken })
    unsubscribe()
    expect((await rest.server.deps.store.readHead(canvas.id))?.accessNo).toBe(before + 1)
    expect(heard).toEqual([{ kind: 'access_changed', canvasId: canvas.id, accessNo: before + 1 }])
    expect((await read(canvas.id, guest.accessToken)).statusCode).toBe(404)
  })

  test("a link dies with its maker's right", async () => {
    const canvas = await rest.createCanvas(owner)
    const helper = await rest.register('Helper')
    const members = `/workspaces/${owner.workspaceId}/members`
    const body = { userId: helper.user.id, role: 'editor' }
    await rest.call({ method: 'POST', path: members, token: owner.accessToken, body })
    const link = await share(helper, canvas.id)
    const guest = (await exchange({ token: link.token })).json()
    expect((await read(canvas.id, guest.accessToken)).statusCode).toBe(200)
    const path = `${members}/${helper.user.id}`
    await rest.call({ method: 'PATCH', path, token: owner.accessToken, body: { role: 'viewer' } })
    expect((await read(canvas.id, guest.accessToken)).statusCode).toBe(404)
    expect((await exchange({ token: link.token })).statusCode).toBe(404)
  })

  test('a link with a password wants it', async () => {
    const canvas = await rest.createCanvas(owner)
    const link = await share(owner, canvas.id, { scope: 'view', password: 'open sesame' })
    expect((await exchange({ token: link.token })).json().code).toBe('invalid_credentials')
    expect((await exchange({ token: link.token, password: 'no' })).statusCode).toBe(401)
    expect((await exchange({ token: link.token, password: 'open sesame' })).statusCode).toBe(200)
  })
})

import { randomUUID } from 'node:crypto'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes } from '../routes.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { type RestHarness, startRest } from './testing/rest-harness.ts'

const markup = '<img src=x onerror=alert(1)>"\'`</script>'

describe('hostile requests', () => {
  let rest: RestHarness
  let owner: LoginAnswer
  let canvas: Canvas

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
    owner = await rest.register('Owner')
    canvas = await rest.createCanvas(owner)
  })
  afterAll(() => rest.close())

  /** As text: what `JSON.stringify` would not write. */
  const send = (method: 'POST' | 'PATCH', path: string, payload: string) =>
    rest.server.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${owner.accessToken}`, 'content-type': 'application/json' },
      payload,
    })
  const get = (path: string) => rest.call({ method: 'GET', path, token: owner.accessToken })
  const expectUntouched = () => {
    const plain: { readonly x?: unknown; readonly polluted?: unknown } = {}
    expect([plain.x, plain.polluted, Object.keys(Object.prototype)]).toEqual([undefined, undefined, []])
  }

  test('OP7 `__proto__` and `constructor` as ids, keys and nested keys are refused or plain, and touch nothing', async () => {
    const id = () => `"id":"${randomUUID()}"`
    const shape = '"kind":"rectangle","position":[0,0],"size":[1,1]'
    const poison = '{"x":1,"polluted":true}'
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const changes = [
        `{"kind":"create","shape":{"id":"shape-poison-1",${shape},"${key}":${poison}}}`,
        `{"kind":"create","shape":{"id":"${key}",${shape}},"at":{"${key}":${poison}}}`,
        `{"kind":"update","id":"${key}","set":{"${key}":${poison}}}`,
        `{"kind":"update","id":"shape-poison-1","set":{},"unset":["${key}"]}`,
        `{"kind":"canvas","set":{"${key}":${poison}}}`,
        `{"kind":"create","shape":{"id":"shape-poison-1","kind":"arrow","position":[0,0],"points":[0,0,1,1],"start":{"${key}":${poison}}}}`,
        `{"kind":"${key}","id":"${key}"}`,
        `{"${key}":${poison}}`,
      ]
      for (const change of changes) {
        const response = await send(
          'POST',
          `/canvases/${canvas.id}/operations`,
          `{${id()},"changes":[${change}]}`,
        )
        expect([400, 422]).toContain(response.statusCode)
        expectUntouched()
      }
      for (const [path, body] of [
        [`/canvases/${canvas.id}/operations`, `{${id()},"changes":[],"${key}":${poison}}`],
        [`/canvases/${canvas.id}/undo`, `{"${key}":${poison}}`],
        [`/canvases/${canvas.id}/versions`, `{"name":"v","${key}":${poison}}`],
        [`/canvases/${canvas.id}/shares`, `{"scope":"view","${key}":${poison}}`],
        ['/workspaces', `{"name":"w","${key}":${poison}}`],
        ['/auth/login', `{"email":"a@example.org","password":"x","${key}":${poison}}`],
      ] as const) {
        expect((await send('POST', path, body)).statusCode).toBe(400)
        expectUntouched()
      }
      for (const path of [`/canvases/${key}`, `/canvases/${canvas.id}/shapes/${key}/history`]) {
        expect((await get(path)).statusCode).toBeLessThan(500)
      }
    }
    expect((await get(`/canvases/${canvas.id}/state`)).json().version).toBe(0)
  })

  test('OP7 an id that is `constructor` by its letters alone is an id like any other', async () => {
    const shape = { id: 'constructor', kind: 'rectangle', position: [0, 0], size: [1, 1] }
    const own = await rest.createCanvas(owner)
    const path = `/canvases/${own.id}`
    const body = { id: randomUUID(), changes: [{ kind: 'create', shape }] }
    const token = owner.accessToken
    await rest.call({ method: 'POST', path: `${path}/operations`, token, body })
    expect((await get(`${path}/state`)).json().shapes).toMatchObject([{ id: 'constructor' }])
    const removal = { id: randomUUID(), changes: [{ kind: 'delete', ids: ['constructor'] }] }
    await rest.call({ method: 'POST', path: `${path}/operations`, token, body: removal })
    expect((await get(`${path}/state`)).json().shapes).toEqual([])
    expectUntouched()
  })

  test('AC2 no body of any route takes a field it does not name', () => {
    const bodies = allRoutes(rest.server.deps, () => true).flatMap(({ name, body }) =>
      body === undefined ? [] : [{ name, body: body as { readonly additionalProperties?: unknown } }],
    )
    // The proposal is judged by the commit, which refuses unknown keys with an answer that lasts (CM8).
    const openOnes = bodies.filter(({ body }) => body.additionalProperties !== false)
    expect(bodies.length).toBeGreaterThan(15)
    expect(openOnes.map(({ name }) => name)).toEqual(['commitOperation'])
  })

  test.each([
    ['userId', '"0190a0b0-0000-7000-8000-000000000001"'],
    ['version', '7'],
    ['role', '"owner"'],
    ['createdAt', '"2026-01-01T00:00:00.000Z"'],
    ['hash', '"00"'],
    ['part', '[1,1]'],
    ['undoOf', '[1]'],
  ])('AC2 %s in a proposal is refused', async (key, value) => {
    const payload = `{"id":"${randomUUID()}","changes":[{"kind":"canvas","set":{"grid":"dots"}}],"${key}":${value}}`
    const response = await send('POST', `/canvases/${canvas.id}/operations`, payload)
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid' })
  })

  test('CM1 only the server makes kinds other than edit and import', async () => {
    for (const kind of ['system', 'undo', 'redo', 'restore', 'revert']) {
      const payload = `{"id":"${randomUUID()}","kind":"${kind}","changes":[{"kind":"canvas","set":{"grid":"dots"}}]}`
      const response = await send('POST', `/canvases/${canvas.id}/operations`, payload)
      expect(response.json()).toMatchObject({ status: 400, code: 'invalid' })
    }
  })

  test('markup in every string field is text: it comes back as it was, as JSON that nothing sniffs', async () => {
    const { token, id } = await rest
      .call({
        method: 'POST',
        path: '/auth/register',
        body: { email: 'markup@example.org', password: 'a quiet harbour', displayName: markup },
      })
      .then((response) => ({ token: response.json().accessToken, id: response.json().workspaceId }))
    const call = (method: 'POST' | 'PATCH' | 'GET', path: string, body?: object) =>
      rest.call({ method, path, token, ...(body === undefined ? {} : { body }) })
    await call('PATCH', `/workspaces/${id}`, { name: markup })
    const made: Canvas = (await call('POST', `/workspaces/${id}/canvases`, { name: markup })).json()
    const path = `/canvases/${made.id}`
    const shape = { id: 'shape-markup', kind: 'rectangle', position: [0, 0], size: [1, 1] }
    const cells = { text: markup, name: markup, link: `https://example.org/?${encodeURI(markup)}` }
    const operation = {
      id: randomUUID(),
      label: markup,
      changes: [{ kind: 'create', shape: { ...shape, ...cells } }],
    }
    expect((await call('POST', `${path}/operations`, operation)).statusCode).toBe(201)
    const checkpoint = { name: markup, description: markup }
    expect((await call('POST', `${path}/versions`, checkpoint)).statusCode).toBe(201)
    const answers = [
      await call('GET', '/auth/me'),
      await call('GET', `/workspaces/${id}`),
      await call('GET', path),
      await call('GET', `${path}/state`),
      await call('GET', `${path}/operations?since=0`),
      await call('GET', `${path}/versions`),
    ]
    for (const response of answers) {
      expect(response.body).toContain(JSON.stringify(markup).slice(1, -1))
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(response.headers['x-content-type-options']).toBe('nosniff')
    }
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      ' javascript:alert(1)',
      'java\tscript:x',
    ]) {
      const change = { kind: 'update', id: 'shape-markup', set: { link } }
      const response = await call('POST', `${path}/operations`, { id: randomUUID(), changes: [change] })
      expect(response.json()).toMatchObject({ status: 400, code: 'invalid' })
    }
  })

  test('only hosts of ours are answered, so that no other name makes our addresses; probes may come as they like', async () => {
    const ask = (url: string, host: string) =>
      rest.server.app.inject({ method: 'GET', url, headers: { host } })
    for (const host of [
      'evil.example',
      'evil.example:4000',
      'localhost.evil.example',
      'localhost@evil.example',
    ])
      expect((await ask('/api/v1/auth/me', host)).json()).toMatchObject({ status: 403, code: 'forbidden' })
    for (const host of ['localhost:4000', '127.0.0.1', '[::1]:4000'])
      expect((await ask('/api/v1/auth/me', host)).statusCode).toBe(401)
    expect((await ask('/api/v1/health/ready', 'board-0.svc')).statusCode).toBe(200)
    expect((await ask('/metrics', 'board-0.svc')).statusCode).toBe(200)
  })

  test('no answer invites another origin', async () => {
    const { headers } = await rest.server.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/auth/refresh',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorCatalogue } from '@flowstate/protocol'
import fc from 'fast-check'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { createApp } from './create-app.ts'
import { allowOnlyDeclared } from './only-declared-routes.ts'
import { type RestHarness, startRest } from './testing/rest-harness.ts'

describe('HTTP', () => {
  let rest: RestHarness
  let token: string
  let workspaceId: string

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase(), { LIMIT_BODY_BYTES_MAX: '65536' })
    const owner = await rest.register('Owner')
    token = owner.accessToken
    workspaceId = owner.workspaceId
  })
  afterAll(() => rest.close())

  const send = (payload: string, type = 'application/json') =>
    rest.server.app.inject({
      method: 'POST',
      url: '/api/v1/workspaces',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      payload,
    })

  test('every error is a problem of the catalogue with the request id', async () => {
    const answers = [
      { response: await send('{"name":'), code: 'bad_request' },
      { response: await send('x', 'text/plain'), code: 'unsupported_media_type' },
      { response: await send(JSON.stringify({ name: 'x'.repeat(70_000) })), code: 'too_large' },
      {
        response: await rest.server.app.inject({ method: 'PUT', url: '/api/v1/workspaces' }),
        code: 'method_not_allowed',
      },
      {
        response: await rest.server.app.inject({ method: 'GET', url: '/api/v1/nothing' }),
        code: 'not_found',
      },
      {
        response: await rest.server.app.inject({ method: 'GET', url: '/api/v1/%E0%A4%A' }),
        code: 'bad_request',
      },
      { response: await rest.call({ method: 'GET', path: '/auth/me' }), code: 'unauthenticated' },
    ] as const
    for (const { response, code } of answers) {
      const { status, title } = errorCatalogue[code]
      expect(response.json()).toMatchObject({ type: `urn:flowstate:problem:${code}`, code, status, title })
      expect(response.statusCode).toBe(status)
      expect(response.json().requestId).toMatch(/^.+$/)
      expect(response.headers['content-type']).toContain('application/problem+json')
    }
  })

  test('an unknown field is refused with its pointer, never dropped; nothing is converted', async () => {
    const bodies: readonly (readonly [object, string])[] = [
      [{ name: 'A', role: 'owner' }, '/role'],
      [{ name: 'A', 'a/b~': 1 }, '/a~1b~0'],
      [JSON.parse('{"name":"A","__proto__":{"x":1}}'), '/__proto__'],
      [{ name: 1 }, '/name'],
      [{}, '/name'],
    ]
    for (const [body, path] of bodies) {
      const response = await send(JSON.stringify(body))
      expect(response.json()).toMatchObject({ code: 'bad_request', path })
    }
  })

  test('no body whatever makes the server fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (payload) => {
        const response = await send(payload)
        expect(response.statusCode).toBeLessThan(500)
      }),
      { numRuns: 200 },
    )
  })

  test('the documents describe every route and nothing hidden', async () => {
    const response = await rest.server.app.inject({ method: 'GET', url: '/api/v1/openapi.json' })
    const document = response.json()
    expect(document.openapi).toMatch(/^3\.1/)
    expect(document.paths['/api/v1/canvases/{canvasId}/operations']).toHaveProperty('post')
    expect(Object.keys(document.paths)).not.toContain('/api/v1/openapi.json')
    const sockets = await rest.server.app.inject({ method: 'GET', url: '/api/v1/asyncapi.json' })
    expect(sockets.json().asyncapi).toMatch(/^3\./)
    expect((await rest.server.app.inject({ method: 'GET', url: '/docs/' })).statusCode).toBe(200)
  })

  test('AC4 a route that does not say who may call it stops the server from starting', () => {
    const app = Fastify()
    allowOnlyDeclared(app, '/api/v1', [])
    expect(() => app.get('/api/v1/backdoor', async () => 'hello')).toThrow(/declare who may call/)
    expect(() => app.get('/elsewhere', async () => 'hello')).not.toThrow()
  })

  test('metrics name routes, not addresses', async () => {
    await rest.call({ method: 'GET', path: `/workspaces/${workspaceId}`, token })
    const { body } = await rest.server.app.inject({ method: 'GET', url: '/metrics' })
    expect(body).toContain('route="/api/v1/workspaces/:workspaceId"')
    expect(body).not.toContain(workspaceId)
  })

  test('over the rate, a caller is told when to come back', async () => {
    const { deps } = rest.server
    const config = { ...deps.config, limits: { ...deps.config.limits, restRequestsPerMinute: 2 } }
    const app = await createApp({ ...deps, config }, { routes: [], webRoot: '/nowhere' })
    const ask = () => app.inject({ method: 'GET', url: '/api/v1/openapi.json' })
    await ask()
    await ask()
    const refused = await ask()
    expect(refused.json()).toMatchObject({ status: 429, code: 'too_many_requests' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    // the files of the app are no requests in this sense: a page and its parts would be used up at once
    expect((await app.inject({ method: 'GET', url: '/assets/index.js' })).statusCode).toBe(404)
    await app.close()
  })

  test('no page may run inline code, be framed or reach another host', async () => {
    const { headers } = await rest.server.app.inject({ method: 'GET', url: '/api/v1/health' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|upgrade-insecure/)
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  test('the app is served: pages by its router, hashed files for ever, nothing for unknown files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flowstate-web-'))
    const webRoot = join(folder, 'dist')
    writeFileSync(join(folder, 'outside'), 'a secret')
    mkdirSync(webRoot)
    mkdirSync(join(webRoot, 'assets'))
    writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>FlowState</title>')
    writeFileSync(join(webRoot, 'assets/index-Ab12_-cD.js'), 'export {}')
    writeFileSync(join(webRoot, 'sw.js'), 'self')
    writeFileSync(join(webRoot, 'manifest.webmanifest'), '{}')
    mkdirSync(join(webRoot, '.vite'))
    writeFileSync(join(webRoot, '.vite/manifest.json'), '{}')
    const app = await createApp(rest.server.deps, { routes: [], webRoot })
    const get = (url: string) => app.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
    for (const url of ['/', '/c/0190a0b0-0000-7000-8000-000000000001?at=3']) {
      const page = await get(url)
      expect(page.body).toContain('<title>FlowState</title>')
      expect(page.headers['cache-control']).toBe('no-cache')
    }
    expect((await get('/assets/index-Ab12_-cD.js')).headers['cache-control']).toContain('immutable')
    writeFileSync(join(webRoot, 'assets/index-Ab12_-cD.js.br'), 'packed')
    const packed = (accepted: string) =>
      app.inject({
        method: 'GET',
        url: '/assets/index-Ab12_-cD.js',
        headers: { 'accept-encoding': accepted },
      })
    const smaller = await packed('gzip, br')
    expect([smaller.body, smaller.headers['content-encoding']]).toEqual(['packed', 'br'])
    expect(smaller.headers['cache-control']).toContain('immutable')
    expect(smaller.headers.vary).toContain('accept-encoding')
    expect((await packed('gzip')).body).toBe('export {}')
    const types = { '/sw.js': 'javascript', '/manifest.webmanifest': 'application/manifest+json' }
    for (const [url, type] of Object.entries(types)) {
      const { headers } = await get(url)
      expect(headers['content-type']).toContain(type)
      expect(headers['cache-control']).toBe('no-cache')
      expect(headers['content-security-policy']).toMatch(/worker-src 'self'.*manifest-src 'self'/)
    }
    for (const url of ['/assets/gone-12345678.js', '/.vite/manifest.json', '/api/v1/nothing']) {
      expect((await get(url)).statusCode).toBe(404)
    }
    for (const url of ['/../outside', '/%2e%2e/outside', '/assets/..%2f..%2foutside']) {
      expect((await get(url)).body).not.toContain('a secret')
    }
    await app.close()
    rmSync(folder, { recursive: true })
  })

  test('identity, role, version and time in a body are refused (AC2)', async () => {
    const forged = { userId: workspaceId, role: 'owner', version: 1, createdAt: '2026-01-01T00:00:00.000Z' }
    for (const [key, value] of Object.entries(forged)) {
      const body = { name: 'Forged', [key]: value }
      const path = `/workspaces/${workspaceId}/canvases`
      const response = await rest.call({ method: 'POST', path, token, body })
      expect(response.json()).toMatchObject({ status: 400, path: `/${key}` })
    }
  })
})

import { randomUUID } from 'node:crypto'
import type { LoginAnswer } from '@flowstate/protocol'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { password, type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { createLog } from '../open-log.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

const content = 'a sentence nobody else may read'
const sharePassword = 'open sesame and close'

describe('secrets after a day of work', () => {
  const lines: string[] = []
  /** Everything that opens something. */
  const secrets: string[] = [password, sharePassword]
  let rest: RestHarness
  let owner: LoginAnswer

  beforeAll(async () => {
    const log = createLog('trace', { write: (line) => lines.push(line) })
    rest = await startRest(await freshEmbeddedDatabase(), {}, log)
    await rest.server.app.listen({ host: '127.0.0.1', port: 0 })
    owner = await rest.register('Owner')
    await work()
  })
  afterAll(() => rest.close())

  const call = async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    token = owner.accessToken,
  ) => {
    const response = await rest.call({ method, path, token, ...(body === undefined ? {} : { body }) })
    return response.body === '' ? {} : response.json()
  }

  async function work(): Promise<void> {
    const { id, workspaceId } = await rest.createCanvas(owner)
    const path = `/canvases/${id}`
    const shape = { id: 'shape-secret', kind: 'rectangle', position: [0, 0], size: [1, 1], text: content }
    await call('POST', `${path}/operations`, { id: randomUUID(), changes: [{ kind: 'create', shape }] })
    const share = await call('POST', `${path}/shares`, { scope: 'edit', password: sharePassword })
    const guest = await call('POST', '/shares/exchange', { token: share.token, password: sharePassword }, '')
    const { ticket } = await call('POST', `${path}/tickets`)
    const refreshed = await call('POST', '/auth/refresh', { refreshToken: owner.refreshToken })
    const member = await rest.register('Member')
    await call('POST', `/workspaces/${workspaceId}/members`, { userId: member.user.id, role: 'editor' })
    for (const login of [owner, guest, refreshed, member]) secrets.push(login.accessToken, login.refreshToken)
    secrets.push(share.token, ticket)
    await openSocket(`${path}/ws?token=${owner.accessToken}`)
    await openSocket(`${path}/ws?protocol=1&ticket=${ticket}`)
    await openSocket(`${path}/ws?protocol=1&ticket=${ticket}`)
    // What goes wrong is logged most.
    const email = owner.user.email ?? ''
    await call('POST', '/auth/register', { email, password, displayName: 'Twice' }, '')
    await call('POST', '/auth/login', { email, password: `${password}!` }, '')
    await call('GET', `/nothing?token=${owner.accessToken}`)
    await rest.call({
      method: 'GET',
      path: `${path}/state?at=${owner.refreshToken}`,
      token: `${owner.accessToken}x`,
    })
    await call('DELETE', `${path}/shares/${share.id}`)
    await call('DELETE', path)
    await call('DELETE', `${path}?forever=true`)
  }

  /** Waits for the first message or the end. */
  async function openSocket(path: string): Promise<void> {
    const address = rest.server.app.server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1${path}`)
    await new Promise<void>((resolve) => {
      socket.on('message', () => resolve())
      socket.on('close', () => resolve())
      socket.on('error', () => resolve())
    })
    socket.terminate()
  }

  test('no line of the log holds a token, a password, an address or what is on a canvas', async () => {
    // Internal failures on top: they are logged with all that is known of them.
    const canvas = await rest.createCanvas(owner)
    const failure = Object.assign(new Error('broken inside'), {
      parameters: [owner.accessToken],
      detail: `Key (text)=(${content}) already exists.`,
    })
    const { logs, store } = rest.server.deps
    const commit = vi.spyOn(store, 'commit').mockRejectedValue(failure)
    const shape = { id: 'shape-secret', kind: 'rectangle', position: [0, 0], size: [1, 1], text: content }
    const operation = { id: randomUUID(), changes: [{ kind: 'create', shape }] }
    const unknown = await call('POST', `/canvases/${canvas.id}/operations`, operation)
    const open = vi.spyOn(logs, 'open').mockRejectedValue(failure)
    const path = `/canvases/${canvas.id}/state`
    const response = await rest.call({ method: 'GET', path, token: owner.accessToken })
    for (const spy of [commit, open]) spy.mockRestore()
    expect(unknown).toMatchObject({ status: 503, code: 'unknown_outcome' })
    const text = lines.join('')
    expect(text.match(/"broken inside"/g)?.length).toBeGreaterThanOrEqual(2)
    expect(secrets.every((secret) => secret.length >= 16)).toBe(true)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
    expect(text).not.toContain(content)
    expect(text).not.toContain('@example.org')
    expect(response.statusCode).toBe(500)
    expect(Object.keys(response.json()).toSorted()).toEqual(['code', 'requestId', 'status', 'title', 'type'])
    expect(response.json()).toMatchObject({ code: 'internal' })
    expect(response.body).not.toContain('broken inside')
  })

  test('the database holds no token and no password, in no table', async () => {
    const { kysely } = rest.server.deps.db
    const { rows: tables } = await sql<{ name: string }>`
      select tablename as name from pg_tables where schemaname = 'public'`.execute(kysely)
    let stored = ''
    for (const { name } of tables) {
      const { rows } = await sql<{
        text: string
      }>`select t::text as text from ${sql.table(name)} as t`.execute(kysely)
      stored += rows.map(({ text }) => text).join('\n')
    }
    expect(tables.length).toBeGreaterThan(10)
    expect(stored).toContain('$argon2id$')
    const inHex = (secret: string) => Buffer.from(secret).toString('hex')
    expect(secrets.filter((secret) => stored.includes(secret) || stored.includes(inHex(secret)))).toEqual([])
  })

  test('the audit says who did what, without content, names, addresses or secrets', async () => {
    const rows = await rest.server.deps.db.kysely.selectFrom('audit').selectAll().orderBy('id').execute()
    expect(rows.map(({ action }) => action)).toEqual([
      'share_created',
      'member_added',
      'share_revoked',
      'canvas_trashed',
      'canvas_deleted',
    ])
    const text = JSON.stringify(rows)
    for (const word of [...secrets, content, '@example.org', 'Owner', 'Member', 'Plan'])
      expect(text).not.toContain(word)
  })
})

describe('a first start', () => {
  let rest: RestHarness
  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
  })
  afterAll(() => rest.close())

  test('there is no account, no login and no link that nobody made', async () => {
    const { kysely } = rest.server.deps.db
    for (const table of ['users', 'auth_sessions', 'workspaces', 'invites', 'share_links'] as const)
      expect(await kysely.selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('an unknown account costs the same work as a wrong password: one hash of the same price', async () => {
    const { user } = await rest.register('Nora')
    const verify = vi.spyOn(rest.server.deps.passwords, 'verify')
    for (const email of [user.email, 'nobody@example.org', 'admin@example.org'])
      await rest.call({ method: 'POST', path: '/auth/login', body: { email, password: 'not the one' } })
    expect(verify.mock.calls.map(([given]) => given)).toEqual(Array(3).fill('not the one'))
    const stored = verify.mock.calls[0]?.[1]
    expect(verify.mock.calls.map(([, phc]) => phc)).toEqual([stored, null, null])
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    verify.mockRestore()
  })
})

test('the refresh cookie is secure where the app is reached by https, whatever the last hop is', async () => {
  const rest = await startRest(await freshEmbeddedDatabase(), { PUBLIC_URL: 'https://board.example' })
  const headers = { 'x-flowstate-web': '1' }
  const { cookies } = await rest.call({ method: 'POST', path: '/auth/guest', headers })
  expect(cookies[0]).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Strict' })
  await rest.close()
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import { password, type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'

describe('accounts', () => {
  let rest: RestHarness

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
  })
  afterAll(() => rest.close())

  const me = (token: string) => rest.call({ method: 'GET', path: '/auth/me', token })
  const refresh = (refreshToken: string) =>
    rest.call({ method: 'POST', path: '/auth/refresh', body: { refreshToken } })

  test('a guest who registers keeps the user id, the workspace and the canvases', async () => {
    const guest = (await rest.call({ method: 'POST', path: '/auth/guest' })).json()
    const canvas = await rest.createCanvas(guest)
    const claimed = await rest.call({
      method: 'POST',
      path: '/auth/register',
      token: guest.accessToken,
      body: { email: 'Claimed@Example.org', password, displayName: 'Cleo' },
    })
    expect(claimed.statusCode).toBe(201)
    const { user, workspaceId, accessToken } = claimed.json()
    expect(user).toMatchObject({
      id: guest.user.id,
      guest: false,
      email: 'claimed@example.org',
      displayName: 'Cleo',
    })
    expect(workspaceId).toBe(guest.workspaceId)
    const path = `/canvases/${canvas.id}`
    expect((await rest.call({ method: 'GET', path, token: accessToken })).statusCode).toBe(200)
  })

  test('an unknown account and a wrong password get the same answer', async () => {
    await rest.register('Nora')
    const headers = { 'x-request-id': 'same' }
    const ask = (email: string) =>
      rest.call({ method: 'POST', path: '/auth/login', body: { email, password: 'not the one' }, headers })
    const [unknown, wrong] = [await ask('nobody@example.org'), await ask('person1@example.org')]
    expect(unknown.statusCode).toBe(401)
    expect(wrong.body).toBe(unknown.body)
  })

  test('guessing is slowed down per account, for the right password too', async () => {
    const login = (given: string) =>
      rest.call({ method: 'POST', path: '/auth/login', body: { email: 'slow@example.org', password: given } })
    await rest.call({
      method: 'POST',
      path: '/auth/register',
      body: { email: 'slow@example.org', password, displayName: 'Slow' },
    })
    for (let i = 0; i < 8; i++) await login(`guess ${i}`)
    const refused = await login(password)
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    rest.clock.advance(20 * 60_000)
    expect((await login(password)).statusCode).toBe(200)
  })

  test('LIMIT_LOGINS_PER_MINUTE bounds how often one account is signed in to, and nobody else', async () => {
    const body = { email: 'often@example.org', password, displayName: 'Often' }
    await rest.call({ method: 'POST', path: '/auth/register', body })
    const login = (email: string) =>
      rest.call({ method: 'POST', path: '/auth/login', body: { email, password } })
    const codes: number[] = []
    for (let i = 0; i < 11; i++) codes.push((await login('often@example.org')).statusCode)
    expect(codes).toEqual([...Array<number>(10).fill(200), 429])
    expect((await login('person1@example.org')).statusCode).toBe(200)
    rest.clock.advance(60_000)
    expect((await login('often@example.org')).statusCode).toBe(200)
  })

  test('weak passwords are refused with the field that is wrong', async () => {
    for (const weak of ['short', 'Password123', 'aaaaaaaaaaaa', 'weak@example.org']) {
      const body = { email: 'weak@example.org', password: weak, displayName: 'Weak' }
      const response = await rest.call({ method: 'POST', path: '/auth/register', body })
      expect(response.json()).toMatchObject({ status: 400, code: 'weak_password', path: '/password' })
    }
  })

  test('a refresh token rotates, and two refreshes at once rotate once', async () => {
    const login = await rest.register('Rita')
    const token = login.refreshToken ?? ''
    const [one, two] = await Promise.all([refresh(token), refresh(token)])
    expect([one.statusCode, two.statusCode]).toEqual([200, 200])
    expect(two.json().refreshToken).toBe(one.json().refreshToken)
    expect(one.json().refreshToken).not.toBe(token)
  })

  test('a spent refresh token ends the whole login and its sockets', async () => {
    const login = await rest.register('Eve')
    const heard: BusMessage[] = []
    const unsubscribe = rest.server.deps.bus.subscribe((message) => heard.push(message))
    const next = (await refresh(login.refreshToken ?? '')).json()
    rest.clock.advance(60_000)
    expect((await refresh(login.refreshToken ?? '')).statusCode).toBe(401)
    expect((await refresh(next.refreshToken)).statusCode).toBe(401)
    expect((await me(next.accessToken)).statusCode).toBe(401)
    expect(heard).toMatchObject([{ kind: 'login_closed', userId: login.user.id }])
    unsubscribe()
  })

  test('a spent refresh token within the grace ends the login once its successor was used', async () => {
    const { refreshToken = '' } = await rest.register('Finn')
    const second = (await refresh(refreshToken)).json()
    expect((await refresh(second.refreshToken)).statusCode).toBe(200)
    expect((await refresh(refreshToken)).statusCode).toBe(401)
  })

  test('the web app has its refresh token in a cookie no script reads and no other site sends', async () => {
    const headers = { 'x-flowstate-web': '1' }
    const guest = await rest.call({ method: 'POST', path: '/auth/guest', headers })
    expect(guest.json()).not.toHaveProperty('refreshToken')
    const [cookie] = guest.cookies
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' })
    const sent = { cookie: `${cookie?.name}=${cookie?.value}` }
    const forged = await rest.call({ method: 'POST', path: '/auth/refresh', headers: sent })
    expect(forged.json()).toMatchObject({ status: 403, code: 'csrf' })
    const real = await rest.call({ method: 'POST', path: '/auth/refresh', headers: { ...headers, ...sent } })
    expect(real.statusCode).toBe(200)
    expect(real.cookies[0]?.value).not.toBe(cookie?.value)
  })

  test('signing out closes the access token at once', async () => {
    const { accessToken } = await rest.register('Otto')
    expect((await rest.call({ method: 'POST', path: '/auth/logout', token: accessToken })).statusCode).toBe(
      204,
    )
    expect((await me(accessToken)).statusCode).toBe(401)
  })

  test('an access token is over after its time', async () => {
    const { accessToken } = await rest.register('Tim')
    rest.clock.advance(16 * 60_000)
    expect((await me(accessToken)).statusCode).toBe(401)
  })

  test('access, ticket, refresh and share tokens do not pass for each other', async () => {
    const login = await rest.register('Pia')
    const canvas = await rest.createCanvas(login)
    const path = `/canvases/${canvas.id}`
    const token = login.accessToken
    const { ticket } = (await rest.call({ method: 'POST', path: `${path}/tickets`, token })).json()
    const share = await rest.call({ method: 'POST', path: `${path}/shares`, token, body: { scope: 'edit' } })
    for (const wrong of [ticket, login.refreshToken ?? '', share.json().token]) {
      expect((await me(wrong)).statusCode).toBe(401)
    }
    for (const wrong of [ticket, token, share.json().token])
      expect((await refresh(wrong)).statusCode).toBe(401)
    const { tickets } = rest.server.deps
    expect(await tickets.redeemTicket(token, canvas.id)).toBeNull()
    expect(await tickets.verifyAccessToken(ticket)).toBeNull()
  })

  test('a ticket opens one canvas, once, for 30 seconds, while its login is open', async () => {
    const login = await rest.register('Tess')
    const canvas = await rest.createCanvas(login)
    const other = await rest.createCanvas(login)
    const { tickets } = rest.server.deps
    const issue = async () => {
      const path = `/canvases/${canvas.id}/tickets`
      const response = await rest.call({ method: 'POST', path, token: login.accessToken })
      return String(response.json().ticket)
    }
    const first = await issue()
    expect(await tickets.redeemTicket(first, other.id)).toBeNull()
    expect(await tickets.redeemTicket(first, canvas.id)).toMatchObject({ userId: login.user.id })
    expect(await tickets.redeemTicket(first, canvas.id)).toBeNull()
    const late = await issue()
    rest.clock.advance(31_000)
    expect(await tickets.redeemTicket(late, canvas.id)).toBeNull()
    const closed = await issue()
    await rest.call({ method: 'POST', path: '/auth/logout', token: login.accessToken })
    expect(await tickets.redeemTicket(closed, canvas.id)).toBeNull()
  })

  test('a new password signs every other device out', async () => {
    const first = await rest.register('Vera')
    const body = { email: first.user.email, password }
    const second = (await rest.call({ method: 'POST', path: '/auth/login', body })).json()
    const change = { currentPassword: password, newPassword: 'another quiet harbour' }
    const token = second.accessToken
    const changed = await rest.call({ method: 'POST', path: '/auth/password', token, body: change })
    expect(changed.statusCode).toBe(204)
    expect((await me(first.accessToken)).statusCode).toBe(401)
    const sessions = await rest.call({ method: 'GET', path: '/auth/sessions', token })
    expect(sessions.json().items).toMatchObject([{ current: true }])
  })
})

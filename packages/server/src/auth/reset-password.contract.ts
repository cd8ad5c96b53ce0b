import { createHash } from 'node:crypto'
import type { LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import { password, type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { type MailSink, openMailSink } from '../mail/testing/mail-sink.ts'
import { createLog } from '../open-log.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'

const newPassword = 'another quiet harbour'

/** What a forgotten password comes to, on both databases. */
export function resetPasswordContract(open: () => Promise<FreshDatabase>): void {
  describe('a new password by mail', () => {
    const lines: string[] = []
    let sink: MailSink
    let rest: RestHarness
    beforeAll(async () => {
      sink = await openMailSink()
      const log = createLog('trace', { write: (line) => lines.push(line) })
      const env = { SMTP_URL: sink.url, PUBLIC_URL: 'https://board.example' }
      rest = await startRest(await open(), env, log)
    })
    afterAll(async () => {
      await rest.close()
      await sink.close()
    })

    const post = (path: string, body?: object, token?: string) =>
      rest.call({ method: 'POST', path, body, token, headers: { 'x-request-id': 'same' } })
    const confirm = (token: string, given = newPassword) =>
      post('/auth/reset/confirm', { token, password: given })
    const logIn = async (email: string | null, given: string) =>
      (await post('/auth/login', { email, password: given })).statusCode
    const me = (token: string) => rest.call({ method: 'GET', path: '/auth/me', token })

    async function mailedTo(email: string): Promise<string[]> {
      await rest.server.deps.background.finish(30_000)
      return sink.mails.filter(({ to }) => to.includes(email)).map(({ source }) => source)
    }
    async function tokenFor(email: string | null): Promise<string> {
      const response = await post('/auth/reset', { email })
      expect(response.statusCode).toBe(202)
      const mail = (await mailedTo(email ?? '')).at(-1)
      return /https:\/\/board\.example\/reset#token=([\w-]+)/.exec(mail ?? '')?.[1] ?? ''
    }

    test('the mail holds a link with 256 random bits in its fragment; of it a hash is kept', async () => {
      const { user } = await rest.register('Ann')
      const token = await tokenFor(user.email)
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
      const rows = await rest.server.deps.db.kysely.selectFrom('password_resets').selectAll().execute()
      const hashes = rows.map(({ token_hash: hash }) => Buffer.from(hash).toString('hex'))
      expect(hashes).toContain(createHash('sha256').update(token).digest('hex'))
      expect(JSON.stringify(rows)).not.toContain(token)
    })

    test('AC3 a new password ends every login and its sockets, signs nobody in, and is the only one', async () => {
      const ann = await rest.register('Ann')
      const token = await tokenFor(ann.user.email)
      const heard: BusMessage[] = []
      const unsubscribe = rest.server.deps.bus.subscribe((message) => heard.push(message))
      const answered = await confirm(token)
      unsubscribe()
      expect([answered.statusCode, answered.body, answered.cookies]).toEqual([204, '', []])
      expect(heard).toMatchObject([{ kind: 'login_closed', userId: ann.user.id }])
      expect((await me(ann.accessToken)).statusCode).toBe(401)
      const { refreshToken } = ann
      expect((await post('/auth/refresh', { refreshToken })).statusCode).toBe(401)
      expect(await logIn(ann.user.email, password)).toBe(401)
      expect(await logIn(ann.user.email, newPassword)).toBe(200)
    })

    test('a sign-in with the old password that began before the reset is refused', async () => {
      const ann = await rest.register('Ann')
      const token = await tokenFor(ann.user.email)
      const { passwords } = rest.server.deps
      const verify = passwords.verify.bind(passwords)
      const spy = vi.spyOn(passwords, 'verify').mockImplementationOnce(async (given, phc) => {
        const isRight = await verify(given, phc)
        expect((await confirm(token)).statusCode).toBe(204)
        return isRight
      })
      expect(await logIn(ann.user.email, password)).toBe(401)
      spy.mockRestore()
    })

    test('same answer for a known and an unknown address, before either is looked up; only one gets a mail', async () => {
      const { user } = await rest.register('Bea')
      const known = await post('/auth/reset', { email: user.email })
      const unknown = await post('/auth/reset', { email: 'nobody@example.org' })
      expect([known.statusCode, known.json()]).toEqual([202, { byMail: true }])
      expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body])
      expect(await mailedTo(user.email ?? '')).toHaveLength(1)
      expect(await mailedTo('nobody@example.org')).toEqual([])
    })

    test('asking is slowed down per address as given, known or not; signing in is not', async () => {
      const { user } = await rest.register('Cyn')
      const ask = async (email: string | null) => {
        const codes: number[] = []
        for (let i = 0; i < 11; i++) codes.push((await post('/auth/reset', { email })).statusCode)
        return codes
      }
      const codes = await ask(user.email)
      expect(codes.slice(0, 5)).toEqual([202, 202, 202, 202, 202])
      const unknown = await ask('unknown@example.org')
      expect(unknown.slice(0, 5)).toEqual(codes.slice(0, 5))
      for (const each of [codes, unknown]) expect(each).toContain(429)
      expect(await logIn(user.email, password)).toBe(200)
      expect((await mailedTo(user.email ?? '')).length).toBe(codes.filter((code) => code === 202).length)
    })

    test('a token is good once, also when it is used twice at a time, and takes every other one along', async () => {
      const { user } = await rest.register('Dot')
      const [first, second] = [await tokenFor(user.email), await tokenFor(user.email)]
      expect(second).not.toBe(first)
      const both = await Promise.all([confirm(first), confirm(first), confirm(second)])
      expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 404, 404])
      for (const token of [first, second]) expect((await confirm(token)).statusCode).toBe(404)
    })

    test('unknown, used and expired tokens get the same 404; after an hour it is over', async () => {
      const { user } = await rest.register('Eva')
      const [used, late] = [await tokenFor(user.email), await tokenFor(user.email)]
      const stillGood = await tokenFor(user.email)
      rest.clock.advance(59 * 60_000)
      expect((await confirm(stillGood)).statusCode).toBe(204)
      const fresh = await tokenFor(user.email)
      rest.clock.advance(61 * 60_000)
      const bodies = new Set<string>()
      for (const token of [used, late, fresh, 'nobody-made-this']) bodies.add((await confirm(token)).body)
      expect(bodies.size).toBe(1)
      expect(JSON.parse([...bodies].join())).toMatchObject({ status: 404, code: 'not_found' })
      expect(await logIn(user.email, newPassword)).toBe(200)
    })

    test('no other token resets, and a reset token opens nothing else', async () => {
      const ann = await rest.register('Fia')
      const token = await tokenFor(ann.user.email)
      for (const wrong of [ann.accessToken, ann.refreshToken ?? ''])
        expect((await confirm(wrong)).statusCode).toBe(404)
      expect((await me(token)).statusCode).toBe(401)
      expect((await post('/auth/refresh', { refreshToken: token })).statusCode).toBe(401)
      expect((await post('/shares/exchange', { token })).statusCode).toBe(404)
    })

    test('the password policy holds, and a refused password leaves the token usable', async () => {
      const { user } = await rest.register('Gil')
      const token = await tokenFor(user.email)
      for (const weak of ['short', 'password123', user.email ?? ''])
        expect((await confirm(token, weak)).json()).toMatchObject({
          code: 'weak_password',
          path: '/password',
        })
      expect((await confirm(token)).statusCode).toBe(204)
    })

    test('a mail that is refused costs the caller nothing and leaves no address or token in the log', async () => {
      const { user } = await rest.register('Hedy')
      sink.refuse()
      expect((await post('/auth/reset', { email: user.email })).json()).toEqual({ byMail: true })
      await rest.server.deps.background.finish(30_000)
      const log = lines.join('')
      expect(log).toContain('the mail server did not take a mail: EENVELOPE 550')
      expect(log).not.toContain('@example.org')
      expect(log).not.toContain('token=')
    })
  })

  describe('a new password by a link of an owner', () => {
    let rest: RestHarness
    let owner: LoginAnswer
    beforeAll(async () => {
      rest = await startRest(await open(), { RESET_LINKS: 'on' })
      owner = await rest.register('Owner')
    })
    afterAll(() => rest.close())

    const post = (path: string, body?: object, token?: string) =>
      rest.call({ method: 'POST', path, body, token })
    const confirm = (token: string) => post('/auth/reset/confirm', { token, password: newPassword })
    const members = () => `/workspaces/${owner.workspaceId}/members`
    const linkFor = (who: LoginAnswer, by = owner) =>
      post(`${members()}/${who.user.id}/reset-link`, undefined, by.accessToken)
    async function join(name: string, role = 'editor'): Promise<LoginAnswer> {
      const person = await rest.register(name)
      await post(members(), { userId: person.user.id, role }, owner.accessToken)
      return person
    }

    test('without a mail server the answer says so, and nothing is kept', async () => {
      const member = await join('Ivo')
      const response = await post('/auth/reset', { email: member.user.email })
      expect([response.statusCode, response.json()]).toEqual([202, { byMail: false }])
      await rest.server.deps.background.finish(30_000)
      expect(await rest.server.deps.db.kysely.selectFrom('password_resets').selectAll().execute()).toEqual([])
    })

    test('an owner makes it for a member, once shown, good once, and the audit knows', async () => {
      const member = await join('Jan')
      const response = await linkFor(member)
      expect(response.statusCode).toBe(201)
      const { url, token, expiresAt } = response.json()
      expect(url).toMatch(/^http:\/\/[^/]+\/reset#token=/)
      expect(url.endsWith(`#token=${token}`)).toBe(true)
      const aheadMs = Date.parse(expiresAt) - rest.clock.now()
      expect(aheadMs).toBeGreaterThan(0)
      expect(aheadMs).toBeLessThanOrEqual(3_600_000)
      expect((await confirm(token)).statusCode).toBe(204)
      expect((await confirm(token)).statusCode).toBe(404)
      const body = { email: member.user.email, password: newPassword }
      expect((await post('/auth/login', body)).statusCode).toBe(200)
      const audit = await rest.server.deps.db.kysely
        .selectFrom('audit')
        .select(['user_id', 'detail'])
        .where('action', '=', 'reset_link_made')
        .execute()
      expect(audit).toEqual([{ user_id: owner.user.id, detail: { member: member.user.id } }])
    })

    test('the workspace tells its owners that they may make them, and nobody else', async () => {
      const admin = await join('Uma', 'admin')
      const told = async (path: string, { accessToken: token }: LoginAnswer) =>
        (await rest.call({ method: 'GET', path, token })).json()
      const path = `/workspaces/${owner.workspaceId}`
      expect((await told(path, owner)).resetLinks).toBe(true)
      expect((await told('/workspaces', owner)).items[0].resetLinks).toBe(true)
      expect(await told(path, admin)).not.toHaveProperty('resetLinks')
    })

    test('never by an admin, never for an owner, oneself, a guest or somebody who is no member', async () => {
      const [member, admin, second] = [
        await join('Kim'),
        await join('Lea', 'admin'),
        await join('Mo', 'owner'),
      ]
      const guest = (await post('/auth/guest')).json()
      await post(members(), { userId: guest.user.id, role: 'editor' }, owner.accessToken)
      expect((await linkFor(member, admin)).statusCode).toBe(403)
      for (const who of [second, owner, guest]) expect((await linkFor(who)).json().code).toBe('forbidden')
      expect((await linkFor(await rest.register('Stranger'))).statusCode).toBe(404)
      expect((await linkFor(member, await rest.register('Passer-by'))).statusCode).toBe(404)
    })

    test('adding somebody to a workspace opens nothing that is theirs: canvases, workspaces, share links', async () => {
      const [draws, hosts, visits, plain] = [
        await join('Nia'),
        await join('Oda'),
        await join('Pam'),
        await join('Quin'),
      ]
      const other = await rest.register('Other')
      await rest.createCanvas(draws)
      const body = { userId: other.user.id, role: 'viewer' }
      await post(`/workspaces/${hosts.workspaceId}/members`, body, hosts.accessToken)
      const canvas = await rest.createCanvas(other)
      const shares = `/canvases/${canvas.id}/shares`
      const { token } = (await post(shares, { scope: 'view' }, other.accessToken)).json()
      await post('/shares/exchange', { token }, visits.accessToken)
      for (const who of [draws, hosts, visits]) expect((await linkFor(who)).json().code).toBe('forbidden')
      expect((await linkFor(plain)).statusCode).toBe(201)
    })

    test('a link is dead once it would open more than its maker owns, or its maker owns less', async () => {
      const [grows, leaves] = [await join('Rob'), await join('Sue')]
      const [first, second] = [(await linkFor(grows)).json(), (await linkFor(leaves)).json()]
      await rest.createCanvas(grows)
      expect((await confirm(first.token)).statusCode).toBe(404)
      const path = `${members()}/${leaves.user.id}`
      await rest.call({ method: 'DELETE', path, token: owner.accessToken })
      expect((await confirm(second.token)).statusCode).toBe(404)
      expect((await post('/auth/login', { email: grows.user.email, password })).statusCode).toBe(200)
    })

    test('links are as rare as sign-ins: LIMIT_LOGINS_PER_MINUTE', async () => {
      const member = await join('Tia')
      const codes: number[] = []
      for (let i = 0; i < 11; i++) codes.push((await linkFor(member)).statusCode)
      expect(codes).toEqual([...Array<number>(10).fill(201), 429])
    })
  })

  test('where strangers can register owners make no such links unless told', async () => {
    const rest = await startRest(await open())
    const [owner, member] = [await rest.register('Owner'), await rest.register('Member')]
    const members = `/workspaces/${owner.workspaceId}/members`
    const token = owner.accessToken
    const body = { userId: member.user.id, role: 'viewer' }
    await rest.call({ method: 'POST', path: members, token, body })
    const path = `${members}/${member.user.id}/reset-link`
    expect((await rest.call({ method: 'POST', path, token })).json().code).toBe('forbidden')
    const told = await rest.call({ method: 'GET', path: `/workspaces/${owner.workspaceId}`, token })
    expect(told.json()).not.toHaveProperty('resetLinks')
    await rest.close()
  })
}

import { randomUUID } from 'node:crypto'
import type { CanvasId } from '@flowstate/engine'
import type { LoginAnswer } from '@flowstate/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import { password, type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'

/** What merging a guest does on both databases. */
export function mergeGuestContract(open: () => Promise<FreshDatabase>): void {
  describe('merging a guest into an account', () => {
    let rest: RestHarness
    beforeAll(async () => {
      rest = await startRest(await open())
    })
    afterEach(() => vi.restoreAllMocks())
    afterAll(() => rest.close())

    /** Lets nobody past hashing a password before all have come that far: they have been recognised as guests by then. */
    function meetAtHashing(...all: readonly (() => unknown)[]): void {
      const { passwords } = rest.server.deps
      const hash = passwords.hash.bind(passwords)
      const spy = vi.spyOn(passwords, 'hash')
      const gate = Promise.withResolvers<void>()
      const left = [...all]
      for (const then of all)
        spy.mockImplementationOnce(async (given) => {
          left.pop()
          if (left.length === 0) gate.resolve()
          await gate.promise
          then()
          return hash(given)
        })
    }

    const get = (path: string, token: string) => rest.call({ method: 'GET', path, token })
    const post = (path: string, token: string | undefined, body?: object) =>
      rest.call({ method: 'POST', path, token, body })
    const merge = (into: LoginAnswer, guestToken: string) =>
      post('/auth/merge', into.accessToken, { guestToken })
    const enter = async (): Promise<LoginAnswer> =>
      (await post('/auth/guest', undefined, { displayName: 'Passer-by' })).json()
    const accessNo = async (id: CanvasId) => (await rest.server.deps.store.readHead(id))?.accessNo
    const share = async (by: LoginAnswer, canvasId: CanvasId, scope = 'edit') =>
      (await post(`/canvases/${canvasId}/shares`, by.accessToken, { scope })).json()
    const draw = (by: LoginAnswer, canvasId: CanvasId) =>
      post(`/canvases/${canvasId}/operations`, by.accessToken, {
        id: randomUUID(),
        changes: [{ kind: 'canvas', set: { grid: 'dots' } }],
      })
    const addMember = (by: LoginAnswer, who: LoginAnswer, role: string) =>
      post(`/workspaces/${by.workspaceId}/members`, by.accessToken, { userId: who.user.id, role })

    test('the account owns the workspaces and canvases of the guest, and starts in its own as before', async () => {
      const guest = await enter()
      const account = await rest.register('Ada')
      const canvas = await rest.createCanvas(guest)
      expect((await merge(account, guest.accessToken)).statusCode).toBe(204)
      expect((await get(`/canvases/${canvas.id}`, account.accessToken)).json()).toMatchObject({
        role: 'owner',
        workspaceId: guest.workspaceId,
      })
      const members = (await get(`/workspaces/${guest.workspaceId}/members`, account.accessToken)).json()
      expect(members.items).toMatchObject([{ user: { id: account.user.id }, role: 'owner' }])
      const body = { email: account.user.email, password }
      expect((await post('/auth/login', undefined, body)).json().workspaceId).toBe(account.workspaceId)
    })

    test('CM5 access_no of exactly the canvases concerned is raised, and rooms are told of them and of the logins', async () => {
      const [guest, account, host] = [await enter(), await rest.register('Ben'), await rest.register('Host')]
      const [own, shared, bystander] = [
        await rest.createCanvas(guest),
        await rest.createCanvas(host),
        await rest.createCanvas(account),
      ]
      const { token } = await share(host, shared.id)
      await post('/shares/exchange', guest.accessToken, { token })
      const before = [await accessNo(own.id), await accessNo(shared.id), await accessNo(bystander.id)]
      const heard: BusMessage[] = []
      const unsubscribe = rest.server.deps.bus.subscribe((message) => heard.push(message))
      await merge(account, guest.accessToken)
      unsubscribe()
      expect([await accessNo(own.id), await accessNo(shared.id), await accessNo(bystander.id)]).toEqual([
        (before[0] ?? 0) + 1,
        (before[1] ?? 0) + 1,
        before[2],
      ])
      const raised = heard.filter((message) => message.kind === 'access_changed')
      expect(new Set(raised.map(({ canvasId }) => canvasId))).toEqual(new Set([own.id, shared.id]))
      expect(heard.at(-1)).toMatchObject({ kind: 'login_closed', userId: guest.user.id })
    })

    test('AC3 every login of the guest ends, and none can be had again', async () => {
      const [guest, account] = [await enter(), await rest.register('Cid')]
      const canvas = await rest.createCanvas(guest)
      const author = await rest.server.deps.tickets.verifyAccessToken(guest.accessToken)
      await merge(account, guest.accessToken)
      expect((await get('/auth/me', guest.accessToken)).statusCode).toBe(401)
      const refresh = await post('/auth/refresh', undefined, { refreshToken: guest.refreshToken })
      expect(refresh.statusCode).toBe(401)
      const { access } = rest.server.deps
      expect((author && (await access.readRole(canvas.id, author)))?.role).toBeNull()
    })

    test('of two roles in one workspace the stronger stays, and a lone owner is replaced', async () => {
      const host = await rest.register('Hugo')
      const [strong, weak] = [await enter(), await enter()]
      const account = await rest.register('Dee')
      await addMember(host, account, 'commenter')
      await addMember(host, strong, 'admin')
      await addMember(host, weak, 'viewer')
      const roles = async () => {
        const members = await get(`/workspaces/${host.workspaceId}/members`, host.accessToken)
        const items: { user: { id: string }; role: string }[] = members.json().items
        return new Map(items.map(({ user, role }) => [user.id, role]))
      }
      await merge(account, weak.accessToken)
      expect((await roles()).get(account.user.id)).toBe('commenter')
      await merge(account, strong.accessToken)
      expect(await roles()).toEqual(
        new Map([
          [host.user.id, 'owner'],
          [account.user.id, 'admin'],
        ]),
      )
    })

    test('share links the guest made still open, and what a link opened for the guest stays open', async () => {
      const [guest, account, host] = [await enter(), await rest.register('Eli'), await rest.register('Hope')]
      const [own, theirs] = [await rest.createCanvas(guest), await rest.createCanvas(host)]
      const made = await share(guest, own.id)
      const given = await share(host, theirs.id)
      // A guest of one canvas only, and a guest with workspaces of their own.
      const limited = (await post('/shares/exchange', undefined, { token: given.token })).json()
      await merge(account, limited.accessToken)
      expect((await get(`/canvases/${theirs.id}`, account.accessToken)).json().role).toBe('editor')
      await merge(account, guest.accessToken)
      expect((await post('/shares/exchange', undefined, { token: made.token })).statusCode).toBe(200)
      await rest.call({
        method: 'DELETE',
        path: `/canvases/${theirs.id}/shares/${given.id}`,
        token: host.accessToken,
      })
      expect((await get(`/canvases/${theirs.id}`, account.accessToken)).statusCode).toBe(404)
    })

    test('the log keeps the guest; name, colour and activity are those of the account', async () => {
      const [guest, account] = [await enter(), await rest.register('Fay')]
      const canvas = await rest.createCanvas(guest)
      await draw(guest, canvas.id)
      const path = `/canvases/${canvas.id}`
      const rowsBefore = await get(`${path}/operations?since=0`, guest.accessToken)
      await merge(account, guest.accessToken)
      expect((await get(`${path}/operations?since=0`, account.accessToken)).body).toBe(rowsBefore.body)
      await draw(account, canvas.id)
      const { items, people } = (await get(`${path}/history`, account.accessToken)).json()
      expect(items.map((item: { userId: string }) => item.userId)).toEqual([guest.user.id, account.user.id])
      const look = { displayName: 'Fay', color: account.user.color, guest: false }
      expect(people).toHaveLength(2)
      expect(people).toEqual(
        expect.arrayContaining([
          { id: guest.user.id, ...look },
          { id: account.user.id, ...look },
        ]),
      )
      for (const of of ['/me', `/users/${account.user.id}`, `/users/${guest.user.id}`])
        expect((await get(`${of}/activity`, account.accessToken)).json().total).toBe(2)
      const stranger = await rest.register('Stranger')
      for (const id of [account.user.id, guest.user.id])
        expect((await get(`/users/${id}/activity`, stranger.accessToken)).statusCode).toBe(404)
    })

    test('asking again changes nothing more, and takes along what came in between', async () => {
      const [guest, account] = [await enter(), await rest.register('Gus')]
      const canvas = await rest.createCanvas(guest)
      const both = await Promise.all([merge(account, guest.accessToken), merge(account, guest.accessToken)])
      expect(both.map(({ statusCode }) => statusCode)).toEqual([204, 204])
      const settled = await accessNo(canvas.id)
      expect((await merge(account, guest.accessToken)).statusCode).toBe(204)
      expect(await accessNo(canvas.id)).toBe(settled)
      const audit = await rest.server.deps.db.kysely
        .selectFrom('audit')
        .select('user_id')
        .where('action', '=', 'guest_merged')
        .where('user_id', '=', account.user.id)
        .execute()
      expect(audit).toHaveLength(1)
    })

    test('refused: no guest, oneself, a guest of somebody else by now, a closed login, another kind of token, into a guest', async () => {
      const [guest, gone] = [await enter(), await enter()]
      const [account, other] = [await rest.register('Hal'), await rest.register('Ida')]
      await post('/auth/logout', gone.accessToken)
      for (const token of [
        other.accessToken,
        account.accessToken,
        gone.accessToken,
        guest.refreshToken ?? '',
        'x',
      ])
        expect((await merge(account, token)).json()).toMatchObject({ status: 400, path: '/guestToken' })
      expect((await merge(guest, (await enter()).accessToken)).json().code).toBe('forbidden')
      expect((await merge(other, guest.accessToken)).statusCode).toBe(204)
      expect((await merge(account, guest.accessToken)).statusCode).toBe(400)
      expect((await get(`/workspaces/${guest.workspaceId}`, account.accessToken)).statusCode).toBe(404)
    })

    test('a guest who registers twice at the same moment becomes one account', async () => {
      const guest = await enter()
      const register = (email: string) =>
        post('/auth/register', guest.accessToken, { email, password, displayName: 'Claimed' })
      meetAtHashing(
        () => {},
        () => {},
      )
      const both = await Promise.all([
        register(`one-${randomUUID()}@example.org`),
        register(`two-${randomUUID()}@example.org`),
      ])
      expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 401])
    })

    test('a guest who registers and is merged at the same moment becomes one of the two', async () => {
      const [guest, account] = [await enter(), await rest.register('Jo')]
      const body = { email: `claim-${randomUUID()}@example.org`, password, displayName: 'Claimed' }
      let merging = Promise.resolve<Awaited<ReturnType<typeof merge>> | null>(null)
      meetAtHashing(() => {
        merging = merge(account, guest.accessToken)
      })
      const claimed = await post('/auth/register', guest.accessToken, body)
      const merged = await merging
      const outcome = [claimed.statusCode, merged?.statusCode]
      expect([
        [201, 400],
        [401, 204],
      ]).toContainEqual(outcome)
      const { merged_into: into } = await rest.server.deps.db.kysely
        .selectFrom('users')
        .select('merged_into')
        .where('id', '=', guest.user.id)
        .executeTakeFirstOrThrow()
      expect(into).toBe(merged?.statusCode === 204 ? account.user.id : null)
    })
  })
}

import type { CanvasId } from '@flowstate/engine'
import {
  type Canvas,
  type CreatedShare,
  type LoginAnswer,
  type ShareScope,
  shareScopes,
} from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route, RouteAccess } from '../http/route.ts'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { allRoutes } from '../routes.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'

const everybody = [
  'anonymous',
  'stranger',
  'viewer',
  'commenter',
  'editor',
  'admin',
  'owner',
  'share-view',
  'share-comment',
  'share-edit',
  'removed',
] as const
type Who = (typeof everybody)[number]

const ranks: Readonly<Record<string, number>> = { viewer: 1, commenter: 2, editor: 3, admin: 4, owner: 5 }
const shareRanks: Readonly<Record<string, number>> = { 'share-view': 1, 'share-comment': 2, 'share-edit': 3 }

type Verdict = 'let in' | 401 | 403 | 404

/** AC1, AC2 said once more, from the declaration alone and in other words than the gate's. */
function expected(access: RouteAccess, who: Who): Verdict {
  if (access.kind === 'public') return 'let in'
  if (who === 'anonymous') return 401
  const member = ranks[who] ?? 0
  const shared = shareRanks[who] ?? 0
  if (access.kind === 'login') return shared > 0 && access.whole ? 403 : 'let in'
  const needed = ranks[access.role] ?? 9
  if (access.kind === 'workspace') return member === 0 ? 404 : member >= needed ? 'let in' : 403
  if (member === 0 && shared === 0) return 404
  return Math.max(member, access.by === 'any' ? shared : 0) >= needed ? 'let in' : 403
}

/** AC4: every route there is, against everybody there is. Routes are read from the server, so none can be forgotten. */
export function accessMatrixContract(open: () => Promise<FreshDatabase>): void {
  describe('access matrix', () => {
    let rest: RestHarness
    let routes: readonly Route[]
    let owner: LoginAnswer
    let canvas: Canvas
    let tokens: Map<Who, string>
    let trashed: Canvas

    async function share(scope: ShareScope, canvasId: CanvasId): Promise<CreatedShare> {
      const path = `/canvases/${canvasId}/shares`
      const response = await rest.call({ method: 'POST', path, token: owner.accessToken, body: { scope } })
      return response.json()
    }

    beforeAll(async () => {
      rest = await startRest(await open(), { RESET_LINKS: 'on' })
      routes = allRoutes(rest.server.deps, () => true)
      owner = await rest.register('Owner')
      canvas = await rest.createCanvas(owner)
      trashed = await rest.createCanvas(owner)
      await rest.call({ method: 'DELETE', path: `/canvases/${trashed.id}`, token: owner.accessToken })
      tokens = new Map([['owner', owner.accessToken]])
      const members = `/workspaces/${owner.workspaceId}/members`
      for (const role of ['viewer', 'commenter', 'editor', 'admin', 'removed', 'stranger'] as const) {
        const person = await rest.register(role)
        tokens.set(role, person.accessToken)
        if (role === 'stranger') continue
        const body = { userId: person.user.id, role: role === 'removed' ? 'admin' : role }
        await rest.call({ method: 'POST', path: members, token: owner.accessToken, body })
        if (role !== 'removed') continue
        const path = `${members}/${person.user.id}`
        await rest.call({ method: 'DELETE', path, token: owner.accessToken })
      }
      for (const scope of shareScopes) {
        const { token } = await share(scope, canvas.id)
        const response = await rest.call({ method: 'POST', path: '/shares/exchange', body: { token } })
        tokens.set(`share-${scope}`, response.json().accessToken)
      }
    })

    afterAll(() => rest.close())

    /**
     * Calls are made so that whoever is let in changes nothing: their body or query is refused afterwards, or what they name
     * besides workspace and canvas does not exist.
     */
    async function verdict(route: Route, who: Who): Promise<Verdict> {
      const nothing = '00000000-0000-4000-8000-00000000abcd'
      const onlyTrash = route.access.kind === 'canvas' && route.access.trash === 'only'
      const path = route.path
        .replace(':workspaceId', owner.workspaceId ?? '')
        .replace(':canvasId', onlyTrash ? trashed.id : canvas.id)
        .replace(':shapeId', 'shape00001')
        .replace(':assetId', '0'.repeat(64))
        .replaceAll(/:[A-Za-z]+/g, nothing)
      const response = await rest.call({
        method: route.method,
        path: `${path}?unheard_of=1`,
        token: tokens.get(who),
        ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { body: { unheard_of: 1 } }),
      })
      const { statusCode: status } = response
      if (status === 400 && response.json().code === 'bad_request') return 'let in'
      if (status === 401 || status === 403 || status === 404) return status
      throw new Error(`${route.name} answered ${status}: ${response.body}`)
    }

    test.each(everybody)('AC4 every route answers %s as its declaration says', async (who) => {
      expect(routes.length).toBeGreaterThan(40)
      // Links are for one canvas: on another one, and on the trash, their holders are strangers.
      const isSharer = who.startsWith('share-')
      for (const route of routes) {
        const hidden = isSharer && route.access.kind === 'canvas' && route.access.trash === 'only'
        const wanted = hidden ? 404 : expected(route.access, who)
        expect({ route: route.name, verdict: await verdict(route, who) }).toEqual({
          route: route.name,
          verdict: wanted,
        })
      }
    })

    test('AC1 a stranger gets the 404 of an id that does not exist, byte for byte', async () => {
      const headers = { 'x-request-id': 'same' }
      for (const route of routes.filter(
        ({ access }) => access.kind === 'canvas' || access.kind === 'workspace',
      )) {
        const ask = (id: string) =>
          rest.call({
            method: route.method,
            path: route.path.replace(/:(workspaceId|canvasId)/, id).replaceAll(/:[A-Za-z]+/g, canvas.id),
            token: tokens.get('stranger'),
            headers,
          })
        const mine = route.access.kind === 'canvas' ? canvas.id : (owner.workspaceId ?? '')
        const [real, random, silly] = [
          await ask(mine),
          await ask('0190a0b0-1111-7111-8111-000000000001'),
          await ask('not-an-id'),
        ]
        expect(real.statusCode).toBe(404)
        expect(random.body).toBe(real.body)
        expect(silly.body).toBe(real.body)
      }
    })

    test('AC1 ids of another tenant under paths of my own are 404', async () => {
      const stranger = tokens.get('stranger')
      const own = await rest.register('Neighbour')
      const theirs = await rest.createCanvas(own)
      const { id } = await share('view', canvas.id)
      for (const path of [`/canvases/${theirs.id}/shares/${id}`, `/canvases/${canvas.id}/shares/${id}`]) {
        const response = await rest.call({ method: 'DELETE', path, token: own.accessToken })
        expect(response.statusCode).toBe(404)
      }
      for (const path of [`/users/${owner.user.id}/activity`, `/users/${owner.user.id}`]) {
        const owned = await rest.call({ method: 'GET', path, token: stranger })
        expect(owned.statusCode).toBe(404)
        expect((await rest.call({ method: 'GET', path, token: tokens.get('viewer') })).statusCode).toBe(200)
      }
    })
  })
}

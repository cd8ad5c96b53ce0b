import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BusMessage } from '../bus/bus.ts'
import { password, type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import type { FreshDatabase } from '../storage/testing/fresh-database.ts'
import { createLaneReader, type LaneReader } from './lane-reader.ts'

/** What the poll of rooms reads beside the log, in either database. */
export function laneReaderContract(open: () => Promise<FreshDatabase>): void {
  describe('beside the log', () => {
    let rest: RestHarness
    let lanes: LaneReader

    beforeAll(async () => {
      rest = await startRest(await open())
      lanes = createLaneReader(rest.server.deps.db.kysely)
    })
    afterAll(() => rest.close())

    test('PR1 SY8 a new name or colour is told to the rooms, and read by whoever did not hear', async () => {
      const [ann, ben] = [await rest.register('Ann'), await rest.register('Ben')]
      const { now, profiles } = await lanes.readChangedProfiles(null)
      expect(profiles).toEqual([])
      const heard: BusMessage[] = []
      const unsubscribe = rest.server.deps.bus.subscribe((message) => heard.push(message))
      const edit = (body: object) =>
        rest.call({ method: 'PATCH', path: '/auth/me', token: ann.accessToken, body })
      await edit({ displayName: 'Anneliese', color: '#0a0b0c' })
      await edit({})
      unsubscribe()
      const profile = { userId: ann.user.id, displayName: 'Anneliese', color: '#0a0b0c', guest: false }
      expect(heard).toEqual([{ kind: 'profile_changed', profile }])
      for (const since of [now, null])
        expect((await lanes.readChangedProfiles(since)).profiles).toEqual([profile])
      const body = { currentPassword: password, newPassword: 'another quiet harbour' }
      await rest.call({ method: 'POST', path: '/auth/password', token: ben.accessToken, body })
      expect((await lanes.readChangedProfiles(now)).profiles).toEqual([profile])
    })

    test('PR1 a guest who registers is shown under the new name', async () => {
      const guest = (await rest.call({ method: 'POST', path: '/auth/guest', body: {} })).json()
      const heard: BusMessage[] = []
      const unsubscribe = rest.server.deps.bus.subscribe((message) => heard.push(message))
      const body = { email: `${randomUUID()}@example.org`, password, displayName: 'Gwen' }
      await rest.call({ method: 'POST', path: '/auth/register', token: guest.accessToken, body })
      unsubscribe()
      const { id: userId, color } = guest.user
      const profile = { userId, color, displayName: 'Gwen', guest: false }
      expect(heard).toContainEqual({ kind: 'profile_changed', profile })
    })

    test('CO6 SY8 changes of comments are counted canvas by canvas', async () => {
      const owner = await rest.register('Owner')
      const canvases = [await rest.createCanvas(owner), await rest.createCanvas(owner)]
      const ids = canvases.map(({ id }) => id)
      expect(await lanes.readCommentNumbers(ids)).toEqual(new Map())
      const body = {
        id: randomUUID(),
        anchor: { kind: 'point', point: [1, 2] },
        message: { id: randomUUID(), text: 'Here' },
      }
      const path = `/canvases/${ids[0]}/comments`
      const token = owner.accessToken
      await rest.call({ method: 'POST', path, token, body })
      await rest.call({ method: 'POST', path, token, body })
      await rest.call({ method: 'POST', path: `${path}/${body.id}/resolve`, token, body: { resolved: true } })
      await rest.call({ method: 'DELETE', path: `${path}/${body.id}`, token })
      expect(await lanes.readCommentNumbers(ids)).toEqual(new Map([[ids[0], 3]]))
      expect(await lanes.readCommentNumbers([])).toEqual(new Map())
    })
  })
}

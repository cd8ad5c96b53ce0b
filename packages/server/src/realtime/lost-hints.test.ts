import { afterEach, expect, test } from 'vitest'
import { newId } from '../log/testing/log-harness.ts'
import { linkedBuses, type RealtimeHarness, realtimeHarness } from './testing/realtime-harness.ts'

let harness: RealtimeHarness
afterEach(() => harness.close())

test('CO6 a changed thread is told to everybody in the room, viewers too and on every instance, and moves no version', async () => {
  harness = realtimeHarness()
  const [here, there] = linkedBuses(2, () => false)
  const one = await harness.serve(here === undefined ? {} : { bus: here })
  const two = await harness.serve(there === undefined ? {} : { bus: there })
  const editor = await one.connect(harness.person())
  const viewer = await two.connect(harness.person('viewer'))
  for (const client of [editor, viewer]) await client.next('sync')
  const threadId = '0197b2a4-0000-7000-8000-00000000c0de'
  const { canvasId } = harness
  one.bus.publish({ kind: 'comment_changed', canvasId, threadId, gone: false, number: 1 })
  for (const client of [editor, viewer]) {
    expect(await client.next('comment')).toEqual({ type: 'comment', threadId })
    await client.settled()
    expect(await client.next('pong')).toMatchObject({ version: 0 })
  }
})

test('CO6 SY8 comments whose hints are lost between instances are told of by the poll, and those that were heard are not', async () => {
  harness = realtimeHarness()
  const [here, there] = linkedBuses(2, () => true)
  const one = await harness.serve(here === undefined ? {} : { bus: here })
  const two = await harness.serve(there === undefined ? {} : { bus: there })
  const near = await one.connect(harness.person())
  const far = await two.connect(harness.person())
  for (const client of [near, far]) await client.next('sync')
  const { canvasId } = harness
  harness.beside.commentNumber = 1
  one.bus.publish({ kind: 'comment_changed', canvasId, threadId: newId(), gone: false, number: 1 })
  await far.next('comments')
  for (const client of [near, far]) await client.settled()
  expect(far.messages.filter(({ type }) => type === 'comment')).toEqual([])
  expect(near.messages.map(({ type }) => type).filter((type) => type.startsWith('comment'))).toEqual([
    'comment',
  ])
})

test('PR1 SY8 a new name reaches every instance and the tabs of its owner, where the hint is lost too', async () => {
  harness = realtimeHarness()
  const [here, there] = linkedBuses(2, () => true)
  const one = await harness.serve(here === undefined ? {} : { bus: here })
  const two = await harness.serve(there === undefined ? {} : { bus: there })
  const ann = harness.person()
  const tab = await one.connect(ann)
  const ben = await one.connect(harness.person())
  const far = await two.connect(harness.person())
  for (const client of [tab, ben, far]) await client.next('sync')
  const { userId, color } = ann
  const profile = { userId, displayName: 'Anneliese', color, guest: false }
  harness.beside.profiles = [profile]
  one.bus.publish({ kind: 'profile_changed', profile })
  for (const client of [tab, ben])
    await client.next('presence_join', (entry) => entry.displayName === 'Anneliese')
  const back = await one.connect(ann)
  expect((await back.next('sync')).presence).toContainEqual(
    expect.objectContaining({ userId, displayName: 'Anneliese' }),
  )
  const other = await two.connect(ann)
  await far.next('presence_join', (entry) => entry.displayName === 'Anneliese')
  await other.next('presence_join', (entry) => entry.displayName === 'Anneliese')
})

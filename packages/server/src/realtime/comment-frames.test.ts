import { afterEach, expect, test } from 'vitest'
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
  one.bus.publish({ kind: 'comment_changed', canvasId, threadId, gone: false })
  for (const client of [editor, viewer]) {
    expect(await client.next('comment')).toEqual({ type: 'comment', threadId })
    await client.settled()
    expect(await client.next('pong')).toMatchObject({ version: 0 })
  }
})

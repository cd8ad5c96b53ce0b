import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilLoaded } from './patient-lazy.ts'

const page = new EventTarget()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function failing(times: number) {
  return vi.fn(async () => {
    if (load.mock.calls.length <= times) throw new Error('the server is away')
    return 'part'
  })
}
let load: ReturnType<typeof failing>

test('what cannot be had is asked for again, less and less often', async () => {
  load = failing(3)
  const loaded = untilLoaded(load)
  await vi.advanceTimersByTimeAsync(999)
  expect(load).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(load).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await loaded).toBe('part')
  expect(load).toHaveBeenCalledTimes(4)
})

test('when the network is back nobody waits for the next look', async () => {
  load = failing(1)
  const loaded = untilLoaded(load)
  await vi.advanceTimersByTimeAsync(0)
  page.dispatchEvent(new Event('online'))
  expect(await loaded).toBe('part')
})

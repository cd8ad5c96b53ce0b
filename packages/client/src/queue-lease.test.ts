import type { ClientId } from '@flowstate/engine'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { claimOwnership } from './outbox-ownership.ts'
import { createTestClock } from './testing/client-harness.ts'

const client = 'client-1' as ClientId
let page: EventTarget & { hidden: boolean }
let clock: ReturnType<typeof createTestClock>

/** A page over plain http, where there are no locks; another page of the browser has the same storage and another clock. */
beforeEach(() => {
  const items = new Map<string, string>()
  page = Object.assign(new EventTarget(), { hidden: false })
  clock = createTestClock()
  const leaving = new EventTarget()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', leaving.addEventListener.bind(leaving))
  vi.stubGlobal('dispatchEvent', leaving.dispatchEvent.bind(leaving))
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  })
})
afterEach(() => vi.unstubAllGlobals())

const leave = (persisted: boolean) => dispatchEvent(Object.assign(new Event('pagehide'), { persisted }))
/** As another page asks: nothing of this one's moves meanwhile. */
const isFree = async (afterMs: number): Promise<boolean> => {
  const other = await claimOwnership(client, { now: () => clock.now() + afterMs, after: () => () => {} })
  other?.release()
  return other !== null
}

test('CL3 without locks a lease stands in: renewed while the page lives, and over six seconds after it was killed', async () => {
  expect(await claimOwnership(client, clock)).not.toBeNull()
  await clock.advance(60_000)
  expect(await isFree(3_900)).toBe(false)
  expect(await isFree(6_100)).toBe(true)
})

test('CL3 the lease of a page that is put away for good is free at once', async () => {
  await claimOwnership(client, clock)
  leave(false)
  expect(await isFree(0)).toBe(true)
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  await clock.advance(10_000)
  expect(await isFree(0)).toBe(true)
})

test('CL3 a page that may come back keeps its lease, and a hidden one has it longer than its timers are late', async () => {
  await claimOwnership(client, clock)
  leave(true)
  expect(await isFree(3_900)).toBe(false)
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  expect(await isFree(80_000)).toBe(false)
  expect(await isFree(91_000)).toBe(true)
})

test('CL3 a lease given back is free', async () => {
  const ownership = await claimOwnership(client, clock)
  ownership?.release()
  expect(await isFree(0)).toBe(true)
})

test('CL3 where the code for leases does not come the queue is owned, and its work stays on the disk', async () => {
  vi.resetModules()
  vi.doMock('./queue-lease.ts', () => {
    throw new Error('gone with the version before')
  })
  const { claimOwnership: claim } = await import('./outbox-ownership.ts')
  expect(await claim(client, clock)).not.toBeNull()
  vi.doUnmock('./queue-lease.ts')
})

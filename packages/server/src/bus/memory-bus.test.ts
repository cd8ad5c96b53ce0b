import { expect, test } from 'vitest'
import { busContract } from './bus.contract.ts'
import { createMemoryBus } from './memory-bus.ts'

busContract('memory bus', async (onListenerError) => createMemoryBus({ onListenerError }))

test('SY8 heads are polled slowly only where no other instance can have committed', () => {
  expect(createMemoryBus({ isAlone: true }).healthy?.()).toBe(true)
  expect(createMemoryBus().healthy?.()).toBe(false)
})

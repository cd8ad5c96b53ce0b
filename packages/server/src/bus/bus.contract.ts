import type { CanvasId, SessionId, UserId } from '@flowstate/engine'
import { afterEach, describe, expect, test } from 'vitest'
import type { Bus, BusMessage } from './bus.ts'

const access = (accessNo: number): BusMessage => ({
  kind: 'access_changed',
  canvasId: '0197b2a4-0000-7000-8000-0000000000c1' as CanvasId,
  accessNo,
})
const closed: BusMessage = {
  kind: 'login_closed',
  userId: '0197b2a4-0000-7000-8000-0000000000a1' as UserId,
  sessionIds: ['0197b2a4-0000-7000-8000-0000000000b1' as SessionId],
}

/** What every bus does for the instance it lives in; run by each implementation. */
export function busContract(
  name: string,
  create: (onListenerError: (error: unknown) => void) => Promise<Bus>,
) {
  describe(`${name} keeps the contract of a bus`, () => {
    const open: Bus[] = []
    const start = async (onListenerError: (error: unknown) => void = () => {}) => {
      const bus = await create(onListenerError)
      open.push(bus)
      return bus
    }
    afterEach(async () => {
      for (const bus of open.splice(0)) await bus.close()
    })

    test('SY8 local subscribers are called in process, before publish returns', async () => {
      const bus = await start()
      const heard: BusMessage[] = []
      bus.subscribe((message) => heard.push(message))
      bus.publish(closed)
      expect(heard).toEqual([closed])
    })

    test('every subscriber hears messages in publication order, also those published by a subscriber', async () => {
      const bus = await start()
      const first: BusMessage[] = []
      const second: BusMessage[] = []
      bus.subscribe((message) => {
        first.push(message)
        if (message.kind === 'access_changed' && message.accessNo === 1) bus.publish(access(2))
      })
      bus.subscribe((message) => second.push(message))
      bus.publish(access(1))
      expect(first).toEqual([access(1), access(2)])
      expect(second).toEqual([access(1), access(2)])
    })

    test('CM3 a subscriber that throws hurts neither the publisher nor the others', async () => {
      const errors: unknown[] = []
      const bus = await start((error) => errors.push(error))
      const heard: BusMessage[] = []
      bus.subscribe(() => {
        throw new Error('no')
      })
      bus.subscribe((message) => heard.push(message))
      bus.publish(access(1))
      expect(heard).toEqual([access(1)])
      expect(errors).toHaveLength(1)
    })

    test('who unsubscribed hears nothing more; one listener may subscribe twice', async () => {
      const bus = await start()
      const heard: number[] = []
      const listener = (message: BusMessage) => {
        if (message.kind === 'access_changed') heard.push(message.accessNo)
      }
      const leave = bus.subscribe(listener)
      bus.subscribe(listener)
      bus.publish(access(1))
      leave()
      bus.publish(access(2))
      expect(heard).toEqual([1, 1, 2])
    })

    test('after close nothing is delivered and publish does not throw', async () => {
      const bus = await start()
      const heard: BusMessage[] = []
      bus.subscribe((message) => heard.push(message))
      await bus.close()
      bus.publish(access(1))
      expect(heard).toEqual([])
    })
  })
}

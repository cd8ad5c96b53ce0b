import type { ClientListener } from '@flowstate/client'
import { emptyState } from '@flowstate/engine'
import { expect, test, vi } from 'vitest'
import { createStillCanvas } from '../features/history/still-canvas.ts'
import type { CanvasPort } from './canvas-port.ts'
import { paintedFirst } from './painted-first.ts'

function setUp() {
  const listeners: ClientListener[] = []
  const port: CanvasPort = {
    ...createStillCanvas(emptyState()).port,
    subscribe(listener) {
      listeners.push(listener)
      return () => undefined
    },
  }
  let paint: () => void = () => undefined
  const tell = paintedFirst(port, (work) => {
    paint = work
  })
  return {
    port,
    listeners,
    tell,
    arrive(rows: 'reset' | readonly []) {
      for (const { confirmed } of listeners) confirmed?.(rows)
    },
    paint: () => paint(),
  }
}

test('components hear at once of changes, and after the paint of a canvas that has arrived, once each', () => {
  const { tell, arrive, paint } = setUp()
  const notify = vi.fn()
  tell(notify)
  arrive([])
  tell(notify)
  expect(notify).toHaveBeenCalledTimes(2)
  arrive('reset')
  arrive('reset')
  tell(notify)
  tell(notify)
  expect(notify).toHaveBeenCalledTimes(2)
  paint()
  expect(notify).toHaveBeenCalledTimes(3)
  tell(notify)
  expect(notify).toHaveBeenCalledTimes(4)
})

test('a canvas is listened to once, however many components look at it', () => {
  const { port, listeners, tell } = setUp()
  expect(paintedFirst(port)).toBe(tell)
  expect(listeners).toHaveLength(1)
})

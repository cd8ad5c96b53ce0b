import { svgSource, writeSvg } from '@flowstate/engine'
import { stateOfShapes } from '@flowstate/engine/testing'
import { expect, test } from 'vitest'
import { createPictureDrawer } from './draw-picture.ts'
import { createPictureCache } from './picture-cache.ts'

/** A clock by which every look at it takes a millisecond. */
function tickingClock() {
  let nowMs = 0
  return {
    now: () => {
      nowMs += 1
      return nowMs
    },
    after: () => () => {},
  }
}

const shapes = Array.from({ length: 2_000 }, (_, i) => ({
  id: `shape-${String(i).padStart(5, '0')}` as Parameters<typeof stateOfShapes>[0][number]['id'],
  kind: 'rectangle',
  position: [i * 10, 0],
  size: [8, 8],
}))

test('others get their turn while a large picture is drawn, and it is the one drawn at once', async () => {
  const state = stateOfShapes(shapes)
  const drawer = createPictureDrawer(tickingClock())
  let turns = 0
  let isDone = false
  const count = (): void => {
    turns += 1
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  const svg = await drawer.draw(svgSource(state), { theme: 'light' })
  isDone = true
  expect(turns).toBeGreaterThan(5)
  expect(svg).toBe(writeSvg(state, { theme: 'light' }))
})

test('pictures are drawn one after the other, and one that fails holds up none', async () => {
  const drawer = createPictureDrawer(tickingClock())
  const source = svgSource(stateOfShapes(shapes.slice(0, 3)))
  const done: string[] = []
  const failing = drawer.draw(source, {
    theme: 'light',
    measureWidth: () => 0,
    get bytesMax(): number {
      throw new Error('broken')
    },
  })
  const first = drawer.draw(source, { theme: 'light' }).then(() => done.push('first'))
  const second = drawer.draw(source, { theme: 'dark' }).then(() => done.push('second'))
  await expect(failing).rejects.toThrow('broken')
  await Promise.all([first, second])
  expect(done).toEqual(['first', 'second'])
})

test('the cache keeps the newest version of each picture and stays within its bytes', () => {
  const cache = createPictureCache(10)
  cache.put('a', '1', 'aaaa')
  cache.put('b', '1', 'bbbb')
  expect(cache.get('a', '1')).toBe('aaaa')
  cache.put('c', '1', 'cccc')
  expect([cache.get('a', '1'), cache.get('b', '1'), cache.get('c', '1')]).toEqual(['aaaa', undefined, 'cccc'])
  cache.put('a', '2', 'äää')
  expect([cache.get('a', '1'), cache.get('a', '2'), cache.bytes]).toEqual([undefined, 'äää', 10])
  cache.put('c', '2', 'far too long')
  expect([cache.get('c', '1'), cache.bytes]).toEqual([undefined, 6])
})

import { expect, test, vi } from 'vitest'
import { createCornerOf } from './corner-of.ts'

test('a corner is read again after a quarter of a second, and when it has to be', () => {
  let nowMs = 1_000
  let left = 0
  const getBoundingClientRect = vi.fn(() => ({ left, top: 7 }) as DOMRect)
  const cornerOf = createCornerOf({ getBoundingClientRect }, () => nowMs)
  expect(cornerOf()).toEqual({ x: 0, y: 7 })
  left = 40
  nowMs += 250
  expect(cornerOf()).toEqual({ x: 0, y: 7 })
  expect(getBoundingClientRect).toHaveBeenCalledTimes(1)
  expect(cornerOf(true)).toEqual({ x: 40, y: 7 })
  left = 50
  nowMs += 251
  expect(cornerOf()).toEqual({ x: 50, y: 7 })
})

import { expect, test } from 'vitest'
import { watchComments } from './comment-watch.ts'

test('CO6 changes that were heard of, in whatever order, are not missed', () => {
  const watch = watchComments(3)
  for (const number of [5, 4, 6, 4]) watch.heard(number)
  expect([6, 6].map(watch.isBehind)).toEqual([false, false])
})

test('CO6 a change counts as missed when its hint has not come from one look to the next, and once', () => {
  const watch = watchComments(0)
  watch.heard(2)
  expect(watch.isBehind(2)).toBe(false)
  expect(watch.isBehind(2)).toBe(true)
  expect(watch.isBehind(2)).toBe(false)
  watch.heard(3)
  expect([3, 3].map(watch.isBehind)).toEqual([false, false])
})

test('CO6 a hint that comes between two looks was not lost', () => {
  const watch = watchComments(0)
  expect(watch.isBehind(1)).toBe(false)
  watch.heard(1)
  expect(watch.isBehind(1)).toBe(false)
})

test('CO6 where the first number is not known, all may have been missed', () => {
  const watch = watchComments(null)
  expect([0, 0, 0].map(watch.isBehind)).toEqual([false, true, false])
})

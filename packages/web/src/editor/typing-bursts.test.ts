import { expect, test } from 'vitest'
import { typingBursts } from './typing-bursts.ts'

test('TX3 gaps under a second make one burst, a longer pause or an end begins another', () => {
  let count = 0
  const bursts = typingBursts(() => {
    count += 1
    return `g${count}`
  })
  const at = (ms: number) => {
    bursts.typed(ms)
    return bursts.gesture()
  }
  expect([at(0), at(999), at(1_998)]).toEqual(['g1', 'g1', 'g1'])
  expect(at(2_998)).toBe('g2')
  bursts.end()
  expect([at(3_000), at(3_100)]).toEqual(['g3', 'g3'])
})

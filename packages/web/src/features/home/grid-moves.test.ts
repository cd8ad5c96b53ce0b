import { describe, expect, test } from 'vitest'
import { moveInGrid } from './grid-moves.ts'

/** 0 1 2 / 3 4 5 / 6 7 */
const from = (index: number, key: string) => moveInGrid(key, { index, count: 8, columns: 3 })

describe('keys in a grid', () => {
  test.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 3],
    ['ArrowRight', 7, 7],
    ['ArrowLeft', 3, 2],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 0, 3],
    ['ArrowDown', 5, 7],
    ['ArrowDown', 6, 6],
    ['ArrowUp', 7, 4],
    ['ArrowUp', 1, 1],
    ['Home', 5, 0],
    ['End', 0, 7],
  ])('%s from %i leads to %i', (key, index, next) => {
    expect(from(index, key)).toBe(next)
  })

  test('other keys lead nowhere, nor does any in an empty grid', () => {
    expect(from(3, 'a')).toBeNull()
    expect(moveInGrid('ArrowDown', { index: 0, count: 0, columns: 3 })).toBeNull()
  })

  test('a list is a grid of one column', () => {
    expect(moveInGrid('ArrowDown', { index: 1, count: 3, columns: 1 })).toBe(2)
    expect(moveInGrid('ArrowUp', { index: 1, count: 3, columns: 1 })).toBe(0)
  })
})

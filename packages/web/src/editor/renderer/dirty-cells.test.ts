import { describe, expect, test } from 'vitest'
import { cellPixels, createDirtyCells } from './dirty-cells.ts'

const side = cellPixels
const box = (minX: number, minY: number, maxX: number, maxY: number) => ({ minX, minY, maxX, maxY })

describe('dirty cells', () => {
  test('neighbours in a row come out together, once, and no further than the bitmap', () => {
    const cells = createDirtyCells(side * 3 - 10, side * 2)
    cells.add(box(side + 1, 1, side * 3 - 10, side - 1))
    cells.add(box(side + 1, 1, side + 2, 2))
    expect(cells.take(100)).toEqual(box(side, 0, side * 3 - 10, side))
    expect(cells.take(100)).toBeNull()
    expect(cells.isEmpty()).toBe(true)
  })

  test('a long row comes out in pieces', () => {
    const cells = createDirtyCells(side * 5, side)
    cells.add(box(0, 0, side * 5, side))
    expect(cells.take(3)).toEqual(box(0, 0, side * 3, side))
    expect(cells.take(3)).toEqual(box(side * 3, 0, side * 5, side))
    expect(cells.isEmpty()).toBe(true)
  })

  test('two changes far from each other stay two', () => {
    const cells = createDirtyCells(side * 20, side * 20)
    cells.add(box(0, 0, 1, 1))
    cells.add(box(side * 19 + 1, side * 19 + 1, side * 20, side * 20))
    expect(cells.take(100)).toEqual(box(0, 0, side, side))
    expect(cells.take(100)).toEqual(box(side * 19, side * 19, side * 20, side * 20))
    expect(cells.isEmpty()).toBe(true)
  })

  test('says what of a box is out of date without taking it out, and ignores what lies outside of the bitmap', () => {
    const cells = createDirtyCells(side * 4, side * 4)
    cells.add(box(-500, -500, side * 2, side))
    cells.add(box(side * 9, 0, side * 10, side))
    expect(cells.within(box(side + 1, 1, side * 4, side * 4))).toEqual([box(side, 0, side * 2, side)])
    expect(cells.within(box(0, side * 2, side * 4, side * 4))).toEqual([])
    expect(cells.isEmpty()).toBe(false)
  })
})

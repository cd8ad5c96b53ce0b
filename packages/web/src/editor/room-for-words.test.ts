import { createTextRuler, positionOf, rotateAbout, rotationOf, type Shape, sizeOf } from '@flowstate/engine'
import { shapeNamed, stateOfShapes } from '@flowstate/engine/testing'
import { describe, expect, test } from 'vitest'
import { cellsForWords, withRoomForWords } from './room-for-words.ts'

const ruler = createTextRuler((text) => text.length * 10)
const lines = (count: number) => Array.from({ length: count }, () => 'word').join('\n')
const id = shapeNamed('note')

function noteWith(cells: object): Shape {
  const note = { id, kind: 'note', position: [100, 50], size: [200, 200], fontSize: 20, ...cells }
  const shape = stateOfShapes([note]).get(id)
  if (shape === undefined) throw new Error('no note')
  return shape
}

/** Where the middle of the upper side stands. */
function upperSide(shape: Shape) {
  const { x, y } = positionOf(shape)
  const { width, height } = sizeOf(shape)
  return rotateAbout({ x: x + width / 2, y }, { x: x + width / 2, y: y + height / 2 }, rotationOf(shape))
}

describe('room for the words of a note', () => {
  test('is made where they need it, and never taken away', () => {
    // Lines of 27, and 12 above and below.
    expect(cellsForWords(noteWith({ text: lines(8) }), ruler)).toEqual({ size: [200, 240] })
    expect(cellsForWords(noteWith({ text: lines(6) }), ruler)).toBeNull()
    expect(cellsForWords(noteWith({}), ruler)).toBeNull()
    expect(cellsForWords(noteWith({ kind: 'rectangle', text: lines(8) }), ruler)).toBeNull()
  })

  test('leaves the upper side of a turned note where it was', () => {
    const before = noteWith({ text: lines(8), rotation: 1 })
    const after = { ...before, ...cellsForWords(before, ruler) }
    expect(sizeOf(after)).toEqual({ width: 200, height: 240 })
    expect(upperSide(after).x).toBeCloseTo(upperSide(before).x)
    expect(upperSide(after).y).toBeCloseTo(upperSide(before).y)
  })

  test('comes with a change that makes letters larger', () => {
    const other = shapeNamed('other')
    const box = { id: other, kind: 'rectangle', position: [0, 0], size: [10, 10], text: lines(8) }
    const view = stateOfShapes([noteWith({ text: lines(6) }), box])
    const larger = [id, other].map((one) => ({ kind: 'update', id: one, set: { fontSize: 40 } }) as const)
    expect(withRoomForWords(larger, view, ruler)).toEqual([
      { kind: 'update', id, set: { fontSize: 40, size: [200, 348] } },
      larger[1],
    ])
  })
})

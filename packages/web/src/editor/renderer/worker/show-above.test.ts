import type { Shape, ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import type { LiftedPaint } from '../lifted-paint.ts'
import { showAbove } from './show-above.ts'

const id = (name: string) => name as ShapeId
const shape = (name: string, x = 0): Shape => ({
  id: id(name),
  kind: 'rectangle',
  parentId: null,
  index: 'a1',
  createdVersion: 1,
  updatedVersion: 1,
  position: [x, 0],
})
const ids = (...names: readonly string[]): ReadonlySet<ShapeId> => new Set(names.map(id))
const nothing: LiftedPaint = { shapes: [], carried: null, hidden: ids(), fading: ids() }
const onCanvas = new Map([shape('a', 7), shape('b', 8)].map((one) => [one.id, one]))
const get = (of: ShapeId) => onCanvas.get(of)

describe('what is shown above a picture that is behind', () => {
  test('is what is lifted where the picture has left it out already', () => {
    const lifted = { ...nothing, shapes: [shape('a')], hidden: ids('a') }
    expect(showAbove(lifted, { left: lifted.hidden, before: nothing, get })).toBe(lifted)
  })

  test('is not what the picture still shows: nothing is seen twice', () => {
    const lifted = { ...nothing, shapes: [shape('a', 50)], hidden: ids('a') }
    expect(showAbove(lifted, { left: ids(), before: nothing, get }).shapes).toEqual([])
  })

  test('is what is being drawn and in no picture yet', () => {
    const lifted = { ...nothing, shapes: [shape('new')], hidden: ids('new') }
    expect(showAbove(lifted, { left: ids(), before: nothing, get }).shapes).toEqual(lifted.shapes)
  })

  test('is what has been put down, as it is on the canvas now, until the picture shows it', () => {
    const before = { ...nothing, shapes: [shape('a', 50)], hidden: ids('a') }
    const above = showAbove(nothing, { left: ids('a'), before, get })
    expect(above.shapes).toEqual([onCanvas.get(id('a'))])
  })

  test('is not what was put down and died', () => {
    const before = { ...nothing, shapes: [shape('dead')], hidden: ids('dead') }
    expect(showAbove(nothing, { left: ids('dead'), before, get }).shapes).toEqual([])
  })

  test('what is carried waits, and stays where it was put down, as one picture', () => {
    const carried = { shapes: [shape('a'), shape('b')], dx: 5, dy: 5 }
    const lifted = { ...nothing, carried, hidden: ids('a', 'b') }
    expect(showAbove(lifted, { left: ids(), before: nothing, get }).carried).toBeNull()
    expect(showAbove(lifted, { left: ids('a', 'b'), before: nothing, get }).carried).toBe(carried)
    const put = showAbove(nothing, { left: ids('a', 'b'), before: lifted, get })
    expect(put.carried).toBe(carried)
    expect(put.shapes).toEqual([])
  })
})

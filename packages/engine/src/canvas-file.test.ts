import { expect, test } from 'vitest'
import { assetIdsOf, canvasFile } from './canvas-file.ts'
import type { ProposedShape } from './change.ts'
import type { ShapeId } from './ids.ts'
import { stateOfShapes } from './testing/state-of-shapes.ts'

const id = (name: string) => name.padEnd(10, '_') as ShapeId
const box = (name: string, more: Partial<ProposedShape> = {}): ProposedShape => ({
  id: id(name),
  kind: 'rectangle',
  position: [0, 0],
  size: [10, 10],
  ...more,
})
const state = stateOfShapes([
  box('back'),
  box('frame', { kind: 'frame' }),
  box('inside', { parentId: id('frame') }),
  box('front', { kind: 'image', assetId: 'ab'.repeat(32) }),
])

test('a file holds every shape with its place and cells, without versions, in the order of painting', () => {
  const file = canvasFile(state, { name: 'Plan' })
  expect(file).toMatchObject({ type: 'flowstate/canvas', format: 1, name: 'Plan', canvas: {}, assets: {} })
  expect(file.shapes.map((shape) => shape.id)).toEqual([id('back'), id('frame'), id('inside'), id('front')])
  expect(file.shapes[2]).toEqual({
    id: id('inside'),
    kind: 'rectangle',
    parentId: id('frame'),
    index: expect.any(String),
    position: [0, 0],
    size: [10, 10],
  })
})

test('of chosen shapes the file holds what is in them too; cut out of a frame they stand on the canvas', () => {
  const whole = canvasFile(state, { ids: new Set([id('frame')]) })
  expect(whole.shapes.map((shape) => [shape.id, shape.parentId])).toEqual([
    [id('frame'), null],
    [id('inside'), id('frame')],
  ])
  const cut = canvasFile(state, { ids: new Set([id('inside'), id('back')]) })
  expect(cut.shapes.map((shape) => [shape.id, shape.parentId, shape.index])).toEqual([
    [id('back'), null, undefined],
    [id('inside'), null, undefined],
  ])
})

test('pictures are named once', () => {
  expect(assetIdsOf([...state.shapes(), ...state.shapes()])).toEqual(['ab'.repeat(32)])
})

import { type Shape, type ShapeId, stateFromWire } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { testShapeId } from '../testing/test-editor.ts'
import { inPaintOrder, rankAll } from './paint-order.ts'

const shape = (name: string, kind: string, place: { index: string; parent?: string }): Shape => ({
  id: testShapeId(name),
  kind,
  index: place.index,
  parentId: place.parent === undefined ? null : testShapeId(place.parent),
  createdVersion: 1,
  updatedVersion: 1,
})

test('OP6 a few shapes stand as all do: containers before what is in them, the lost on the canvas, ties by id', () => {
  const shapes = [
    shape('front', 'rectangle', { index: 'a5' }),
    shape('frame', 'frame', { index: 'a2' }),
    shape('beside', 'rectangle', { index: 'a4', parent: 'frame' }),
    shape('inner', 'rectangle', { index: 'a9', parent: 'group' }),
    shape('group', 'group', { index: 'a3', parent: 'frame' }),
    shape('orphan', 'rectangle', { index: 'a3', parent: 'nobody' }),
    shape('tie', 'rectangle', { index: 'a1' }),
    shape('back', 'rectangle', { index: 'a1' }),
  ]
  const view = stateFromWire({ version: 1, canvas: {}, shapes })
  const order = inPaintOrder([...shapes], view).map(({ id }) => id)
  expect(order).toEqual([...rankAll(view).keys()])
  const names = ['back', 'tie', 'frame', 'group', 'inner', 'beside', 'orphan', 'front']
  expect(order).toEqual(names.map(testShapeId))
  const topLevel = shapes.filter(({ parentId }) => parentId === null)
  const inOrder: readonly ShapeId[] = order.filter((id) => topLevel.some((one) => one.id === id))
  expect(inPaintOrder(topLevel, view).map(({ id }) => id)).toEqual(inOrder)
})

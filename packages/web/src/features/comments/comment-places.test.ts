import type { ProposedChange, ShapeId } from '@flowstate/engine'
import { beforeEach, expect, test } from 'vitest'
import { createEditor, type Editor } from '../../editor/editor.ts'
import { createMemoryCanvasPort } from '../../editor/memory-canvas-port.ts'
import { anchorFor, placeOf } from './comment-places.ts'

const house = 'house00000' as ShapeId
let editor: Editor

function change(...changes: ProposedChange[]): void {
  expect(editor.port.dispatch(changes).ok).toBe(true)
  editor.scene.update('all')
}

const click = (x: number, y: number) => anchorFor(editor, { from: { x, y }, to: { x, y } })

beforeEach(() => {
  editor = createEditor(createMemoryCanvasPort(), { measure: (text) => text.length, forget: () => undefined })
  const shape = { id: house, kind: 'rectangle', position: [100, 100], size: [200, 100] } as const
  change({ kind: 'create', shape })
})

test('CO1 a click is about the shape under it, also in its empty inside, or about the point; a drag is about a region', () => {
  expect(click(150, 175)).toEqual({ kind: 'shape', shapeId: house, at: [0.25, 0.75], point: [150, 175] })
  // beside the edge, and still within reach of it
  expect(click(302, 150)).toEqual({ kind: 'shape', shapeId: house, at: [1, 0.5], point: [302, 150] })
  expect(click(500.004, -20)).toEqual({ kind: 'point', point: [500, -20] })
  expect(anchorFor(editor, { from: { x: 90, y: 60 }, to: { x: 30, y: 80 } })).toEqual({
    kind: 'region',
    point: [30, 60],
    size: [60, 20],
  })
})

test('CO7 a thread goes with its shape, stays where it was last when that is deleted, and comes back with it', () => {
  const thread = { anchor: click(150, 175), version: 1 }
  change({ kind: 'update', id: house, set: { position: [300, 0], size: [400, 200] } })
  expect(placeOf(editor, thread, undefined)).toEqual({ point: { x: 400, y: 150 }, isGone: false })
  editor.store.setState({ draft: { kind: 'move', ids: [house], dx: 5, dy: -5 } })
  expect(placeOf(editor, thread, undefined).point).toEqual({ x: 405, y: 145 })
  change({ kind: 'delete', ids: [house] })
  expect(placeOf(editor, thread, { x: 400, y: 150 })).toEqual({ point: { x: 400, y: 150 }, isGone: true })
  expect(placeOf(editor, thread, undefined)).toEqual({ point: { x: 150, y: 175 }, isGone: true })
  // a view that has not come as far as the thread does not know
  expect(placeOf(editor, { ...thread, version: 99 }, undefined).isGone).toBe(false)
})

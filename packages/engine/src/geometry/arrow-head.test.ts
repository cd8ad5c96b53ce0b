import { expect, test } from 'vitest'
import { shapeNamed } from '../testing/memory-canvas.ts'
import { stateOfShapes } from '../testing/state-of-shapes.ts'
import { linearFigure } from './arrow-head.ts'
import { createTextRuler } from './text-layout.ts'

const ruler = createTextRuler((text) => text.length * 10)

/** Where the label of a line of 200 from the origin to the right stands. */
function labelAt(kind: 'arrow' | 'line', heads: { readonly startHead?: string; readonly endHead?: string }) {
  const id = shapeNamed('line')
  const view = stateOfShapes([
    { id, kind, position: [0, 0], points: [0, 0, 200, 0], strokeWidth: 2, ...heads },
  ])
  const shape = view.get(id)
  if (shape === undefined) throw new Error('the line is not there')
  return linearFigure(shape, { lookup: view, ruler }).middle
}

test('a label stands in the middle of what the heads leave of its line', () => {
  expect(labelAt('line', {})).toEqual({ x: 100, y: 0 })
  expect(labelAt('arrow', { endHead: 'none' })).toEqual({ x: 100, y: 0 })
  expect(labelAt('arrow', { startHead: 'dot', endHead: 'dot' })).toEqual({ x: 100, y: 0 })
  // A head is 14 long with a stroke of 2.
  expect(labelAt('arrow', {})).toEqual({ x: 93, y: 0 })
  expect(labelAt('arrow', { startHead: 'triangle', endHead: 'none' })).toEqual({ x: 107, y: 0 })
})

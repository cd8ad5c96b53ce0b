import { expect, test } from 'vitest'
import { copySelection } from './clipboard.ts'
import { duplicateChanges } from './copy-shapes.ts'
import { createTestEditor } from './testing/test-editor.ts'

test('OP6 a copy of a tied arrow that leaves what it is tied to behind lies where the arrow is seen', () => {
  const { editor, add } = createTestEditor()
  const target = add('target', 'rectangle', { position: [300, 0], size: [100, 80], fill: 'green' })
  const arrow = add('arrow', 'arrow', {
    position: [0, 40],
    points: [0, 0, 300, 0],
    end: { shapeId: target, anchor: [0.5, 0.5] },
  })
  editor.port.dispatch([{ kind: 'update', id: target, set: { position: [300, 600] } }])
  const options = { dx: 10, dy: 10, newShapeId: editor.newShapeId, geometry: editor.scene }
  const copied = duplicateChanges([arrow], editor.port.view(), options).changes
  expect(copied).toMatchObject([{ kind: 'create', shape: { kind: 'arrow', position: [10, 50] } }])
  const [change] = copied
  const points = change?.kind === 'create' ? change.shape.points : null
  const [startX, startY, endX = 0, endY = 0] = Array.isArray(points) ? points.map(Number) : []
  expect([startX, startY]).toEqual([0, 0])
  // Down to the upper edge of where the target is now.
  expect(endX).toBeGreaterThan(280)
  expect(endY).toBeGreaterThan(500)
  editor.store.setState({ selection: new Set([arrow]) })
  const clipboard = JSON.parse(copySelection(editor) ?? '{}')
  expect(clipboard.shapes[0].points).toEqual(points)
})

import { expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { pictureFrame } from './paint-picture.ts'
import { areaOfFrameAlone } from './picture-area.ts'

test('a frame alone is its box and nothing around it; with others, or turned, there is a margin', () => {
  const { editor, add } = createTestEditor()
  const frame = add('frame', 'frame', { position: [100, 50], size: [400, 300], name: 'Plan' })
  const turned = add('turned', 'frame', { position: [900, 50], size: [400, 300], rotation: 0.5 })
  const box = add('box', 'rectangle', { position: [600, 50], size: [100, 100] })
  const areaOf = (...ids: (typeof frame)[]) => areaOfFrameAlone(editor.port.view(), new Set(ids))
  expect(areaOf(frame)).toEqual({ minX: 100, minY: 50, maxX: 500, maxY: 350 })
  expect([
    areaOf(frame, box),
    areaOf(box),
    areaOf(turned),
    areaOfFrameAlone(editor.port.view(), null),
  ]).toEqual([null, null, null, null])
  expect(pictureFrame(editor, { ids: new Set([frame]), scale: 2 })).toMatchObject({ width: 800, height: 600 })
})

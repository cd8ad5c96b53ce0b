import { expect, test } from 'vitest'
import { toolContext } from '../editor.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { lateTools } from './late-tools.ts'
import { toolStarters } from './tool-registry.ts'

test('a tool that has not come yet does nothing, and works in the same hand once it has', async () => {
  const hand = createTestEditor()
  const box = hand.add('box', 'rectangle', { position: [0, 0], size: [40, 40] })
  const eraser = toolStarters.eraser()
  const at = { point: { x: 0, y: 20 }, screen: { x: 0, y: 20 } }
  const keys = { shift: false, alt: false, mod: false }
  const input = { ...at, ...keys, pressure: 0.5, pointerType: 'mouse', timeMs: 0 } as const
  const stroke = () =>
    [{ ...input, type: 'down', clicks: 1 } as const, { ...input, type: 'up' } as const].flatMap(
      (event) => eraser.step(event, toolContext(hand.editor)).effects,
    )
  expect(eraser.id).toBe('eraser')
  expect(eraser.cursor(at.point, toolContext(hand.editor))).toBe('crosshair')
  expect(stroke()).toEqual([])
  await lateTools.prepare()
  expect(stroke()).toMatchObject([{ type: 'commit', changes: [{ kind: 'delete', ids: [box] }] }])
})

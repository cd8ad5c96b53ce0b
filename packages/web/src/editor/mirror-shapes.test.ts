import { beforeAll, describe, expect, test } from 'vitest'
import { arranging } from './commands/arranging.ts'
import { runCommand } from './commands/command-registry.ts'
import { createTestEditor } from './testing/test-editor.ts'
import { resizeChanges } from './transform-shapes.ts'

beforeAll(arranging.prepare)

function flipped(command: 'flipHorizontal' | 'flipVertical') {
  const hand = createTestEditor()
  const triangle = hand.add('triangle', 'triangle', { position: [0, 0], size: [100, 60] })
  const labelled = hand.add('labelled', 'triangle', { position: [0, 100], size: [100, 60], text: 'up' })
  const turned = hand.add('turned', 'rectangle', { position: [200, 0], size: [80, 40], rotation: 0.5 })
  const stroke = hand.add('stroke', 'stroke', { position: [0, 200], points: [0, 0, 0.5, 30, 10, 0.5] })
  const arrow = hand.add('arrow', 'arrow', {
    position: [100, 30],
    points: [0, 0, 100, -10],
    start: { shapeId: triangle, anchor: [0.9, 0.4] },
    end: { shapeId: turned, anchor: [0.1, 0.5] },
  })
  const ids = [triangle, labelled, turned, stroke, arrow]
  hand.editor.store.setState({ selection: new Set(ids) })
  runCommand(hand.editor, command)
  return { hand, triangle, labelled, turned, stroke, arrow }
}

describe('mirroring', () => {
  test('left and right: places, angles, points and ends change sides, in one operation (OP1)', () => {
    const { hand, turned, stroke, arrow } = flipped('flipHorizontal')
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(turned)?.rotation).toBeCloseTo(Math.PI * 2 - 0.5, 5)
    expect(hand.shape(stroke)?.points).toEqual([30, 0, 0.5, 0, 10, 0.5])
    expect(hand.shape(arrow)).toMatchObject({ start: { anchor: [0.1, 0.4] }, end: { anchor: [0.9, 0.5] } })
  })

  test('top and bottom: what stands on a foot is turned over, but words stay readable', () => {
    const { hand, triangle, labelled, turned } = flipped('flipVertical')
    expect(hand.shape(triangle)?.rotation).toBeCloseTo(Math.PI, 5)
    expect(hand.shape(labelled)?.rotation).toBeUndefined()
    expect(hand.shape(turned)?.rotation).toBeCloseTo(Math.PI * 2 - 0.5, 5)
  })

  test('a bow bends to the other side: the line runs the other way, and its ends exchange what they carry', () => {
    const hand = createTestEditor()
    const box = hand.add('box', 'rectangle', { position: [300, 200], size: [80, 40] })
    const arrow = hand.add('arrow', 'arrow', {
      position: [0, 0],
      points: [0, 0, 200, 100],
      route: 'curved',
      start: { shapeId: box, anchor: [0.5, 0.5] },
    })
    hand.editor.store.setState({ selection: new Set([arrow]) })
    runCommand(hand.editor, 'flipVertical')
    expect(hand.shape(arrow)).toMatchObject({
      points: [200, 0, 0, 100],
      startHead: 'arrow',
      endHead: 'none',
      end: { shapeId: box, anchor: [0.5, 0.5] },
    })
    expect(hand.shape(arrow)?.start).toBeUndefined()
  })

  test('a bow turned inside out by a stretch bends to the other side too', () => {
    const hand = createTestEditor()
    const id = hand.add('arrow', 'arrow', { position: [0, 0], points: [0, 0, 200, 100], route: 'curved' })
    const arrow = hand.editor.port.view().get(id)
    const stretch = {
      from: { minX: 0, minY: 0, maxX: 200, maxY: 100 },
      to: { minX: 0, minY: 0, maxX: -200, maxY: 100 },
      rotation: 0,
      handle: 'e',
    } as const
    expect(resizeChanges(arrow === undefined ? [] : [arrow], stretch)).toMatchObject([
      { set: { position: [-200, 0], points: [0, 100, 200, 0], startHead: 'arrow', endHead: 'none' } },
    ])
  })

  test('twice is as before', () => {
    const { hand, triangle, stroke, turned, arrow } = flipped('flipHorizontal')
    runCommand(hand.editor, 'flipHorizontal')
    expect(hand.shape(triangle)).toMatchObject({ position: [0, 0] })
    expect(hand.shape(stroke)).toMatchObject({ position: [0, 200], points: [0, 0, 0.5, 30, 10, 0.5] })
    expect(hand.shape(turned)?.rotation).toBeCloseTo(0.5, 4)
    expect(hand.shape(arrow)).toMatchObject({ position: [100, 30], points: [0, 0, 100, -10] })
  })
})

import { linearPoints, type Shape } from '@flowstate/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { lateTools } from './late-tools.ts'

beforeAll(lateTools.prepare)

function onlyShape(test: ReturnType<typeof createTestEditor>) {
  const shapes = [...test.editor.port.view().shapes()]
  expect(shapes).toHaveLength(1)
  return shapes[0] ?? {}
}

describe('box tools', () => {
  test('a drag gives the size; one gesture is one operation, and the tool goes back to select (OP1)', () => {
    const hand = createTestEditor()
    hand.use('rectangle')
    hand.drag([100, 50], [20, 10])
    expect(onlyShape(hand)).toMatchObject({ kind: 'rectangle', position: [20, 10], size: [80, 40] })
    expect(hand.sent).toHaveLength(1)
    expect(hand.editor.store.getState().tool).toBe('select')
    expect(hand.editor.store.getState().selection.size).toBe(1)
  })

  test('a locked tool stays', () => {
    const hand = createTestEditor()
    hand.editor.store.setState({ toolLocked: true })
    hand.use('ellipse')
    hand.drag([0, 0], [50, 50])
    expect(hand.editor.store.getState().tool).toBe('ellipse')
  })

  test('a click gives the default size around the pointer', () => {
    const hand = createTestEditor()
    hand.use('note')
    hand.drag([300, 300], [301, 300])
    expect(onlyShape(hand)).toMatchObject({ kind: 'note', position: [200, 200], size: [200, 200] })
  })

  test('Shift keeps it square, Alt grows it from the middle', () => {
    const hand = createTestEditor()
    hand.use('ellipse')
    hand.drag([100, 100], [160, 130], { shift: true, alt: true })
    expect(onlyShape(hand)).toMatchObject({ position: [40, 40], size: [120, 120] })
  })

  test('what Space has carried along moves where the shape begins, not how large it is', () => {
    const hand = createTestEditor()
    hand.use('rectangle')
    hand.press(0, 0)
    hand.move(50, 40)
    hand.move(150, 60, { carried: { x: 100, y: 20 } })
    hand.release(170, 60, { carried: { x: 100, y: 20 } })
    expect(onlyShape(hand)).toMatchObject({ position: [100, 20], size: [70, 40] })
  })

  test('a cancelled gesture leaves nothing behind, here and at the others (PV1)', () => {
    const hand = createTestEditor()
    hand.use('diamond')
    hand.press(0, 0)
    hand.move(50, 50)
    expect(hand.previews[hand.previews.length - 1]).not.toBeNull()
    hand.runner.send({ type: 'cancel' })
    expect(hand.editor.port.view().size).toBe(0)
    expect(hand.previews[hand.previews.length - 1]).toBeNull()
    expect(hand.editor.store.getState().draft.kind).toBe('none')
  })

  test('people who may only look cannot draw', () => {
    const hand = createTestEditor()
    hand.editor.store.setState({ readOnly: true })
    hand.use('rectangle')
    hand.drag([0, 0], [50, 50])
    expect(hand.editor.port.view().size).toBe(0)
    expect(hand.editor.store.getState().tool).toBe('select')
  })
})

describe('line and arrow', () => {
  test('an arrow carried onto another shape with Space begins there', () => {
    const hand = createTestEditor()
    hand.add('from', 'rectangle', { position: [0, 0], size: [100, 100] })
    const to = hand.add('to', 'rectangle', { position: [400, 0], size: [100, 100] })
    hand.use('arrow')
    hand.press(50, 50)
    hand.move(50, 200)
    hand.release(450, 200, { carried: { x: 400, y: 0 } })
    const arrow = [...hand.editor.port.view().shapes()].find(({ kind }) => kind === 'arrow')
    expect(arrow?.start).toMatchObject({ shapeId: to })
  })

  test('the position is the corner of the box, points are relative to it (OP10)', () => {
    const hand = createTestEditor()
    hand.use('line')
    hand.drag([100, 100], [40, 160])
    expect(onlyShape(hand)).toMatchObject({ position: [40, 100], points: [60, 0, 0, 60] })
  })

  test('an arrow that ends just beside a shape is tied to it, and not from further away', () => {
    for (const [gap, isTied] of [
      [7, true],
      [14, false],
    ] as const) {
      const hand = createTestEditor()
      const target = hand.add('target', 'rectangle', { position: [300, 0], size: [100, 80] })
      hand.use('arrow')
      hand.drag([100, 40], [300 - gap, 40])
      const arrow = [...hand.editor.port.view().shapes()].find(({ kind }) => kind === 'arrow')
      expect(arrow?.end).toEqual(isTied ? { shapeId: target, anchor: [0, 0.5] } : undefined)
    }
  })

  test('arrow ends bind to the shapes they are dropped on; Mod leaves them free', () => {
    const hand = createTestEditor()
    const a = hand.add('a', 'rectangle', { position: [0, 0], size: [100, 100] })
    const b = hand.add('b', 'rectangle', { position: [300, 0], size: [100, 100] })
    hand.use('arrow')
    hand.drag([50, 50], [350, 55])
    const arrow = [...hand.editor.port.view().shapes()].find((shape) => shape.kind === 'arrow')
    expect(arrow).toMatchObject({
      start: { shapeId: a, anchor: [0.5, 0.5] },
      end: { shapeId: b, anchor: [0.5, 0.5] },
    })
    hand.use('arrow')
    hand.drag([50, 50], [350, 55], { mod: true })
    const free = [...hand.editor.port.view().shapes()].filter((shape) => shape.kind === 'arrow')
    expect(free.filter((shape) => shape.start === undefined && shape.end === undefined)).toHaveLength(1)
  })

  test('an arrow is tied to a text as to a box, wherever its words end', () => {
    const hand = createTestEditor()
    const words = hand.add('words', 'text', { position: [300, 0], text: 'some words', fontSize: 20 })
    hand.use('arrow')
    hand.drag([100, 14], [330, 14])
    const arrow = () => [...hand.editor.port.view().shapes()].find(({ kind }) => kind === 'arrow')
    expect(arrow()?.end).toMatchObject({ shapeId: words })
    const endOf = () => linearPoints(arrow() as Shape, hand.editor.scene).at(-1)
    expect(endOf()?.x).toBeCloseTo(295, 0)
    hand.editor.port.dispatch([{ kind: 'update', id: words, set: { position: [500, 0] } }])
    expect(endOf()?.x).toBeCloseTo(495, 0)
  })

  test('an arrow to words that are written on a box is tied to the box, to a few on a large one to the words', () => {
    for (const [width, tiedTo] of [
      [200, 'box'],
      [2_000, 'words'],
    ] as const) {
      const hand = createTestEditor()
      const ids = {
        box: hand.add('box', 'rectangle', { position: [300, -20], size: [width, 80] }),
        words: hand.add('words', 'text', { position: [320, 0], text: 'some words', fontSize: 20 }),
      }
      hand.use('arrow')
      hand.drag([100, 14], [340, 14])
      const arrow = [...hand.editor.port.view().shapes()].find(({ kind }) => kind === 'arrow')
      expect(arrow?.end).toMatchObject({ shapeId: ids[tiedTo] })
    }
  })

  test('Shift turns a line to the nearest multiple of 15 degrees', () => {
    const hand = createTestEditor()
    hand.use('line')
    hand.drag([0, 0], [100, 60], { shift: true })
    const line: { readonly points?: unknown } = onlyShape(hand)
    const [, , x, y] = Array.isArray(line.points) ? line.points.map(Number) : []
    expect(Math.atan2(y ?? 0, x ?? 0)).toBeCloseTo(Math.PI / 6, 4)
    expect(Math.hypot(x ?? 0, y ?? 0)).toBeCloseTo(Math.hypot(100, 60), 2)
  })

  test('a click draws no arrow', () => {
    const hand = createTestEditor()
    hand.use('arrow')
    hand.drag([50, 50], [52, 51])
    expect(hand.sent).toHaveLength(0)
  })
})

describe('ink', () => {
  test('a stroke is one operation with pressure; others are sent the new points only (PV1)', () => {
    const hand = createTestEditor()
    hand.use('draw')
    hand.press(100, 100, { pressure: 0.2 })
    hand.move(110, 90, { pressure: 0.6 })
    hand.move(120, 100, { pressure: 0.8 })
    hand.release(130, 100, { pressure: 0.8 })
    expect(onlyShape(hand)).toMatchObject({
      kind: 'stroke',
      position: [100, 90],
      points: [0, 10, 0.2, 10, 0, 0.6, 20, 10, 0.8, 30, 10, 0.8],
    })
    expect(hand.sent).toHaveLength(1)
    const [start, second, third] = hand.previews
    expect(start).toHaveProperty('changes')
    expect(second).toMatchObject({ from: 1, points: [10, -10, 0.6] })
    expect(third).toMatchObject({ from: 2, points: [20, 0, 0.8] })
  })

  test('PV2 a long stroke commits the stroke so far under the same gesture', () => {
    const hand = createTestEditor()
    hand.use('draw')
    hand.press(0, 0, { timeMs: 0 })
    hand.move(10, 0, { timeMs: 1_000 })
    hand.move(20, 0, { timeMs: 2_100 })
    hand.move(30, 0, { timeMs: 4_200 })
    hand.release(40, 0, { timeMs: 5_000 })
    expect(hand.sent.map(([changes]) => changes[0]?.kind)).toEqual(['create', 'update', 'update'])
    expect(new Set(hand.sent.map(([, options]) => options?.gesture)).size).toBe(1)
    expect(onlyShape(hand)).toMatchObject({
      points: [0, 0, 0.5, 10, 0, 0.5, 20, 0, 0.5, 30, 0, 0.5, 40, 0, 0.5],
    })
  })
})

describe('eraser', () => {
  test('one stroke over several shapes is one operation; locked ones stay', () => {
    const hand = createTestEditor()
    hand.add('a', 'rectangle', { position: [0, 0], size: [50, 50], fill: 'red' })
    hand.add('b', 'rectangle', { position: [100, 0], size: [50, 50], fill: 'red' })
    const locked = hand.add('c', 'rectangle', {
      position: [200, 0],
      size: [50, 50],
      fill: 'red',
      locked: true,
    })
    hand.use('eraser')
    hand.drag([10, 25], [260, 25])
    expect(hand.sent).toHaveLength(1)
    expect([...hand.editor.port.view().shapes()].map(({ id }) => id)).toEqual([locked])
  })
})

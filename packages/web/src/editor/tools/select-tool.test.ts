import { describe, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'

const box = (x: number, y: number) => ({ position: [x, y], size: [100, 100], fill: 'blue' })

function setUp() {
  const hand = createTestEditor()
  const a = hand.add('a', 'rectangle', box(0, 0))
  const b = hand.add('b', 'rectangle', box(300, 0))
  const selected = () => [...hand.editor.store.getState().selection]
  return { hand, a, b, selected }
}

describe('select tool', () => {
  test('changing tool or selection never creates an operation', () => {
    const { hand, a, b, selected } = setUp()
    hand.drag([50, 50], [50, 50])
    expect(selected()).toEqual([a])
    hand.drag([350, 50], [350, 50], { shift: true })
    expect(selected()).toEqual([a, b])
    hand.drag([350, 50], [350, 50], { shift: true })
    expect(selected()).toEqual([a])
    hand.drag([700, 700], [700, 700])
    expect(selected()).toEqual([])
    hand.use('hand')
    hand.use('select')
    expect(hand.sent).toEqual([])
  })

  test.each([
    ['mouse', 5, 9],
    ['pen', 5, 9],
    ['touch', 13, 17],
  ] as const)('a %s reaches %i pixels beside a shape and not %i, at any zoom', (pointerType, near, far) => {
    const { hand, a, selected } = setUp()
    for (const zoom of [1, 2]) {
      hand.editor.store.setState({ camera: { x: 0, y: 0, zoom }, selection: new Set() })
      hand.press(-far / zoom, 50, { pointerType })
      hand.release(-far / zoom, 50, { pointerType })
      expect(selected()).toEqual([])
      hand.press(-near / zoom, 50, { pointerType })
      hand.release(-near / zoom, 50, { pointerType })
      expect(selected()).toEqual([a])
    }
  })

  test('dragging several shapes is one operation, previewed as a move (OP1, PV1)', () => {
    const { hand, a, b } = setUp()
    hand.editor.store.setState({ selection: new Set([a, b]) })
    hand.drag([50, 50], [70, 80])
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(a)).toMatchObject({ position: [20, 30] })
    expect(hand.shape(b)).toMatchObject({ position: [320, 30] })
    expect(hand.previews).toContainEqual(expect.objectContaining({ ids: [a, b], move: [20, 30] }))
  })

  test('Shift keeps a move on one axis', () => {
    const { hand, a } = setUp()
    hand.press(50, 50)
    hand.move(90, 60, { shift: true })
    hand.release(90, 60, { shift: true })
    expect(hand.shape(a)).toMatchObject({ position: [40, 0] })
  })

  test('Alt leaves the shapes and moves copies', () => {
    const { hand, a, selected } = setUp()
    hand.drag([50, 50], [50, 250], { alt: true })
    expect(hand.shape(a)).toMatchObject({ position: [0, 0] })
    const [copy] = selected()
    expect(copy).not.toBe(a)
    expect(copy === undefined ? undefined : hand.shape(copy)).toMatchObject({
      position: [0, 200],
      fill: 'blue',
    })
  })

  test('a box takes what it touches; with Shift it adds', () => {
    const { hand, a, b, selected } = setUp()
    hand.drag([-20, -20], [60, 60])
    expect(selected()).toEqual([a])
    hand.drag([280, -20], [420, 120], { shift: true })
    expect(selected()).toEqual([a, b])
  })

  test('a corner handle stretches the shape and keeps the opposite corner', () => {
    const { hand, a } = setUp()
    hand.editor.store.setState({ selection: new Set([a]) })
    hand.drag([104, 104], [204, 154])
    expect(hand.shape(a)).toMatchObject({ position: [0, 0], size: [200, 150] })
  })

  test('stretching a turned shape keeps its far corner where it is on the canvas', () => {
    const hand = createTestEditor()
    const id = hand.add('turned', 'rectangle', { ...box(0, 0), rotation: Math.PI / 2 })
    hand.editor.store.setState({ selection: new Set([id]) })
    // Turned by a quarter, the south-east corner of the box stands at the lower left.
    hand.drag([-4, 104], [-4, 204])
    expect(hand.shape(id)).toMatchObject({ size: [200, 100] })
    expect(hand.editor.scene.shapeAt({ x: 100, y: 0 }, 3)?.id).toBe(id)
    expect(hand.editor.scene.shapeAt({ x: 50, y: 199 }, 1)?.id).toBe(id)
  })

  test('the handle above turns the shape about its middle', () => {
    const { hand, a } = setUp()
    hand.editor.store.setState({ selection: new Set([a]) })
    hand.drag([50, -28], [128, 50])
    expect(hand.shape(a)?.rotation).toBeCloseTo(Math.PI / 2, 2)
    expect(hand.shape(a)).toMatchObject({ position: [0, 0] })
  })

  test('a shape deleted by somebody else ends the gesture on it and keeps the rest', () => {
    const { hand, a, b } = setUp()
    hand.editor.store.setState({ selection: new Set([a, b]) })
    hand.press(50, 50)
    hand.move(80, 50)
    hand.editor.port.dispatch([{ kind: 'delete', ids: [a] }])
    hand.sent.length = 0
    hand.move(90, 50)
    hand.release(90, 50)
    expect(hand.sent).toHaveLength(1)
    expect(hand.sent[0]?.[0]).toEqual([{ kind: 'update', id: b, set: { position: [340, 0] } }])
  })

  test('a double click beside everything begins a text there', () => {
    const { hand } = setUp()
    hand.press(700, 700, { clicks: 2 })
    hand.release(700, 700)
    expect(hand.editor.store.getState().editing).toMatchObject({ kind: 'new', at: { x: 700, y: 700 } })
    expect(hand.sent).toEqual([])
  })

  test('a click on a member picks its group, a double click goes in, also into a group in the group', () => {
    const { hand, a, b, selected } = setUp()
    const group = hand.add('group', 'group', {})
    hand.editor.port.dispatch([{ kind: 'place', ids: [a, b], parentId: group, at: 'front' }])
    hand.drag([50, 50], [50, 50])
    expect(selected()).toEqual([group])
    hand.press(50, 50, { clicks: 2 })
    hand.release(50, 50)
    expect(hand.editor.store.getState().enteredGroup).toBe(group)
    expect(selected()).toEqual([a])

    const inner = hand.add('inner', 'group', { parentId: group })
    hand.editor.port.dispatch([{ kind: 'place', ids: [b], parentId: inner, at: 'front' }])
    hand.drag([350, 50], [350, 50])
    expect(selected()).toEqual([inner])
    hand.press(350, 50, { clicks: 2 })
    hand.release(350, 50)
    expect(hand.editor.store.getState().enteredGroup).toBe(inner)
    expect(selected()).toEqual([b])
  })

  test('moving a group moves what is in it, in the same operation (OP10)', () => {
    const { hand, a, b } = setUp()
    const group = hand.add('group', 'group', {})
    hand.editor.port.dispatch([{ kind: 'place', ids: [a, b], parentId: group, at: 'front' }])
    hand.sent.length = 0
    hand.drag([50, 50], [60, 50])
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(a)).toMatchObject({ position: [10, 0] })
    expect(hand.shape(b)).toMatchObject({ position: [310, 0] })
  })

  test('an arrow end pulled onto a shape binds to it, pulled off it is free', () => {
    const { hand, b } = setUp()
    const arrow = hand.add('arrow', 'arrow', { position: [0, 300], points: [0, 0, 100, 0] })
    hand.editor.store.setState({ selection: new Set([arrow]) })
    hand.drag([100, 300], [350, 50])
    expect(hand.shape(arrow)).toMatchObject({ end: { shapeId: b, anchor: [0.5, 0.5] } })
    hand.drag([296, 88], [200, 400])
    expect(hand.shape(arrow)?.end).toBeUndefined()
  })
})

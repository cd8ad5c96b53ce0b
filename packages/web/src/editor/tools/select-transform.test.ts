import { describe, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'

const box = (x: number, y: number, more = {}) => ({
  position: [x, y],
  size: [100, 100],
  fill: 'blue',
  ...more,
})

function setUp() {
  const hand = createTestEditor()
  const a = hand.add('a', 'rectangle', box(0, 0))
  const b = hand.add('b', 'rectangle', box(300, 0))
  const select = (...ids: (typeof a)[]) => hand.editor.store.setState({ selection: new Set(ids) })
  const selected = () => [...hand.editor.store.getState().selection]
  return { hand, a, b, select, selected }
}

describe('stretching', () => {
  test('Shift keeps the ratio, Alt grows from the middle', () => {
    const { hand, a, select } = setUp()
    select(a)
    hand.drag([104, 104], [204, 124], { shift: true })
    expect(hand.shape(a)).toMatchObject({ position: [0, 0], size: [200, 200] })
    hand.drag([204, 204], [224, 234], { alt: true })
    expect(hand.shape(a)).toMatchObject({ position: [-20, -30], size: [240, 260] })
  })

  test.each([
    ['nw', [-4, -4], [10, 20], [90, 80]],
    ['n', [30, -4], [0, 20], [100, 80]],
    ['ne', [104, -4], [0, 20], [110, 80]],
    ['e', [104, 30], [0, 0], [110, 100]],
    ['se', [104, 104], [0, 0], [110, 120]],
    ['s', [30, 104], [0, 0], [100, 120]],
    ['sw', [-4, 104], [10, 0], [90, 120]],
    ['w', [-4, 30], [10, 0], [90, 100]],
  ] as const)('the handle at %s moves its own sides and no other', (_, [x, y], position, size) => {
    const { hand, a, select } = setUp()
    select(a)
    hand.drag([x, y], [x + 10, y + 20])
    expect(hand.shape(a)).toMatchObject({ position, size })
  })

  test('a side of a text breaks its lines, pressed twice it makes it as wide as they are; a line is high enough for it (OP1)', () => {
    const hand = createTestEditor()
    // Twenty letters of ten, in a line of 27 or so.
    const id = hand.add('text', 'text', { position: [0, 0], text: 'some words in a line' })
    hand.editor.store.setState({ selection: new Set([id]) })
    hand.drag([204, 13], [84, 13])
    expect(hand.shape(id)).toMatchObject({ position: [0, 0], width: 80 })
    hand.press(84, 40, { clicks: 2 })
    hand.release(84, 40)
    expect(hand.shape(id)).not.toHaveProperty('width')
    expect(hand.sent).toHaveLength(2)
    // There is nothing to take back now: the second press means the words.
    hand.press(204, 13, { clicks: 2 })
    expect(hand.sent).toHaveLength(2)
  })

  test('several stretch about the far corner of the box around them, in one operation (OP1)', () => {
    const { hand, a, b, select } = setUp()
    select(a, b)
    hand.drag([404, 104], [804, 204])
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(a)).toMatchObject({ position: [0, 0], size: [200, 200] })
    expect(hand.shape(b)).toMatchObject({ position: [600, 0], size: [200, 200] })
  })

  test('dragged across the far side shapes are mirrored, pictures and tails with them', () => {
    const hand = createTestEditor()
    const callout = hand.add('callout', 'callout', box(0, 0, { tail: [20, 130] }))
    const picture = hand.add('picture', 'image', {
      position: [200, 0],
      size: [100, 100],
      assetId: 'a'.repeat(64),
    })
    hand.editor.store.setState({ selection: new Set([callout, picture]) })
    hand.drag([304, 50], [-296, 50])
    expect(hand.shape(picture)).toMatchObject({ position: [-300, 0], size: [100, 100], flip: [true, false] })
    expect(hand.shape(callout)).toMatchObject({ position: [-100, 0], tail: [80, 130] })
  })

  test('a side never gets so small that the shape is lost', () => {
    const { hand, a, select } = setUp()
    select(a)
    hand.drag([104, 50], [4, 50])
    expect(hand.shape(a)).toMatchObject({ size: [1, 100] })
  })

  test('a frame gets another size and leaves what is in it; in a larger selection all of it stretches', () => {
    const { hand, a, b, select } = setUp()
    const frame = hand.add('frame', 'frame', { position: [-50, -50], size: [200, 200] })
    hand.editor.port.dispatch([{ kind: 'place', ids: [a], parentId: frame, at: 'front' }])
    select(frame)
    hand.drag([154, 154], [254, 254])
    expect(hand.shape(frame)).toMatchObject({ size: [300, 300] })
    expect(hand.shape(a)).toMatchObject({ position: [0, 0], size: [100, 100] })
    select(frame, b)
    hand.drag([404, 254], [854, 554])
    expect(hand.shape(a)).toMatchObject({ position: [50, 50], size: [200, 200] })
  })
})

describe('turning', () => {
  test('with Shift a turned shape stands at a multiple of 15 degrees, however it stood before', () => {
    const { hand, a, select } = setUp()
    hand.editor.port.dispatch([{ kind: 'update', id: a, set: { rotation: 0.1 } }])
    select(a)
    const start = { x: 50 + 78 * Math.sin(0.1), y: 50 - 78 * Math.cos(0.1) }
    hand.drag([start.x, start.y], [128, 52], { shift: true })
    expect(hand.shape(a)?.rotation).toBeCloseTo(Math.PI / 2, 5)
  })

  test('several turn about one middle', () => {
    const { hand, a, b, select } = setUp()
    select(a, b)
    hand.drag([200, -28], [278, 50])
    expect(hand.sent).toHaveLength(1)
    expect(hand.shape(a)?.rotation).toBeCloseTo(Math.PI / 2, 2)
    expect(hand.shape(b)?.position).toEqual([expect.closeTo(150, 0), expect.closeTo(150, 0)])
  })

  test('a line among them turns by its points, so that an end tied to a shape is not turned twice', () => {
    const { hand, a, b, select } = setUp()
    const line = hand.add('line', 'line', { position: [0, 200], points: [0, 0, 400, 0] })
    select(a, b, line)
    hand.drag([200, -28], [400, 100])
    expect(hand.shape(line)?.rotation).toBeUndefined()
    expect(hand.shape(line)?.points).toEqual([
      expect.closeTo(0, 0),
      expect.closeTo(0, 0),
      expect.closeTo(0, 0),
      expect.closeTo(400, 0),
    ])
  })
})

describe('moving', () => {
  test('an arrow dragged away from the shapes it is tied to comes off, and stays where it is seen', () => {
    const { hand, a, b, select } = setUp()
    const arrow = hand.add('arrow', 'arrow', {
      position: [0, 0],
      points: [0, 0, 10, 0],
      start: { shapeId: a, anchor: [0.5, 0.5] },
      end: { shapeId: b, anchor: [0.5, 0.5] },
    })
    select(arrow)
    hand.drag([150, 50], [150, 90])
    expect(hand.shape(arrow)).toMatchObject({ position: [105, 90], points: [0, 0, 190, 0] })
    expect(hand.shape(arrow)?.start).toBeUndefined()
    expect(hand.shape(arrow)?.end).toBeUndefined()
  })

  test('an arrow that moves with one of its shapes stays tied to both', () => {
    const { hand, a, b, select } = setUp()
    const arrow = hand.add('arrow', 'arrow', {
      position: [100, 50],
      points: [0, 0, 200, 0],
      start: { shapeId: a, anchor: [0.5, 0.5] },
      end: { shapeId: b, anchor: [0.5, 0.5] },
    })
    select(a, arrow)
    hand.drag([50, 50], [50, 90])
    expect(hand.shape(arrow)).toMatchObject({ start: { shapeId: a }, end: { shapeId: b } })
  })

  test('copies made with Alt are the same shapes from one preview to the next', () => {
    const { hand, a, select } = setUp()
    select(a)
    hand.drag([50, 50], [50, 250], { alt: true })
    const ids = hand.previews.flatMap((preview) =>
      preview !== null && 'changes' in preview
        ? preview.changes.flatMap((change) => (change.kind === 'create' ? [change.shape.id] : []))
        : [],
    )
    expect(new Set(ids).size).toBe(1)
    expect(hand.shape(ids[0] ?? a)).toMatchObject({ position: [0, 200] })
  })
})

describe('what cannot be taken hold of', () => {
  test('clicks and boxes go through a locked shape, and through what is in a locked group', () => {
    const { hand, a, b, selected } = setUp()
    const group = hand.add('group', 'group', { locked: true })
    hand.editor.port.dispatch([{ kind: 'place', ids: [a], parentId: group, at: 'front' }])
    hand.drag([50, 50], [50, 50])
    expect(selected()).toEqual([])
    hand.drag([-50, -50], [450, 150])
    expect(selected()).toEqual([b])
  })

  test('a locked selection is not moved', () => {
    const { hand, a, select } = setUp()
    hand.editor.port.dispatch([{ kind: 'update', id: a, set: { locked: true } }])
    hand.sent.length = 0
    select(a)
    hand.drag([50, 50], [90, 90])
    expect(hand.sent).toEqual([])
  })

  test('empty space inside the box of a slanted arrow starts a box, not a drag', () => {
    const { hand, select, selected } = setUp()
    const arrow = hand.add('arrow', 'arrow', { position: [0, 300], points: [0, 0, 200, 200] })
    select(arrow)
    hand.drag([150, 320], [190, 330])
    expect(hand.sent).toEqual([])
    expect(selected()).toEqual([])
  })
})

describe('leaving', () => {
  test('a cancelled box gives back what was selected before', () => {
    const { hand, a, b, select, selected } = setUp()
    select(b)
    hand.press(-50, -50)
    hand.move(50, 50)
    expect(selected()).toEqual([a])
    hand.runner.send({ type: 'cancel' })
    expect(selected()).toEqual([b])
  })

  test('a click beside the group one is in leaves it', () => {
    const { hand, a, b, selected } = setUp()
    const group = hand.add('group', 'group', {})
    hand.editor.port.dispatch([{ kind: 'place', ids: [a], parentId: group, at: 'front' }])
    hand.editor.store.setState({ enteredGroup: group })
    hand.drag([350, 50], [350, 50])
    expect(selected()).toEqual([b])
    expect(hand.editor.store.getState().enteredGroup).toBeNull()
  })
})

describe('others meanwhile', () => {
  test('what somebody else changes on the dragged shape sticks, unless it is the same cell', () => {
    const { hand, a } = setUp()
    hand.press(50, 50)
    hand.move(80, 50)
    hand.editor.port.dispatch([{ kind: 'update', id: a, set: { fill: 'red', text: 'theirs' } }])
    hand.move(90, 50)
    hand.release(90, 50)
    expect(hand.shape(a)).toMatchObject({ position: [40, 0], fill: 'red', text: 'theirs' })
  })

  test('a shape deleted while it is stretched or turned ends that without an operation', () => {
    for (const [x, y] of [
      [104, 104],
      [50, -28],
    ] as const) {
      const { hand, a, select } = setUp()
      select(a)
      hand.press(x, y)
      hand.move(x + 40, y + 40)
      hand.editor.port.dispatch([{ kind: 'delete', ids: [a] }])
      hand.sent.length = 0
      hand.move(x + 60, y + 60)
      hand.release(x + 60, y + 60)
      expect(hand.sent).toEqual([])
      expect(hand.editor.store.getState().draft.kind).toBe('none')
      expect(hand.previews[hand.previews.length - 1]).toBeNull()
    }
  })

  test('the frame around a dragged shape deleted with all in it ends the drag of both', () => {
    const { hand, a, b, select } = setUp()
    const frame = hand.add('frame', 'frame', { position: [-50, -50], size: [200, 200] })
    hand.editor.port.dispatch([{ kind: 'place', ids: [a], parentId: frame, at: 'front' }])
    select(a, b)
    hand.press(50, 50)
    hand.move(80, 50)
    hand.editor.port.dispatch([{ kind: 'delete', ids: [frame] }])
    hand.sent.length = 0
    hand.release(80, 50)
    expect(hand.sent.map(([changes]) => changes)).toEqual([
      [{ kind: 'update', id: b, set: { position: [330, 0] } }],
    ])
  })

  test('somebody who may suddenly only look ends the gesture, and nothing is sent', () => {
    const { hand, a } = setUp()
    hand.press(50, 50)
    hand.move(80, 50)
    hand.editor.store.setState({ readOnly: true })
    expect(hand.editor.store.getState().draft.kind).toBe('none')
    expect(hand.previews[hand.previews.length - 1]).toBeNull()
    hand.move(90, 50)
    hand.release(90, 50)
    expect(hand.sent).toEqual([])
    expect(hand.shape(a)).toMatchObject({ position: [0, 0] })
  })
})

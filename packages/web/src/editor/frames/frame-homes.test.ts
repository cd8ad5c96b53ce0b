import { hitShape, type Shape, type ShapeId } from '@flowstate/engine'
import { expect, test } from 'vitest'
import { commandEnabled, commandOf } from '../commands/command-registry.ts'
import { commit } from '../editor.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { wrapInFrame } from './wrap-in-frame.ts'

const box = (x: number, y: number, more: object = {}) => ({
  position: [x, y],
  size: [100, 100],
  fill: 'blue',
  ...more,
})
const frameAt = (x: number, y: number, more: object = {}) => ({
  position: [x, y],
  size: [400, 300],
  name: 'Plan',
  ...more,
})

function setUp() {
  const hand = createTestEditor()
  const frame = hand.add('frame', 'frame', frameAt(0, 0))
  const home = (id: Parameters<typeof hand.shape>[0]) => hand.shape(id)?.parentId
  return { hand, frame, home }
}

test('OP1 what is drawn or dropped in a frame is in it, what is dragged out leaves it, each in one operation', () => {
  const { hand, frame, home } = setUp()
  hand.use('rectangle')
  hand.drag([50, 50], [150, 150])
  const drawn = [...hand.editor.store.getState().selection][0] ?? frame
  expect(home(drawn)).toBe(frame)
  hand.use('select')
  hand.drag([100, 100], [700, 100])
  expect(home(drawn)).toBeNull()
  hand.drag([700, 100], [200, 200])
  expect(home(drawn)).toBe(frame)
  expect(hand.sent).toHaveLength(3)
})

test('a shape taken out of its frame is not cut off while it is dragged, its frame dragged along cuts it still', () => {
  const { hand, frame } = setUp()
  const id = hand.add('a', 'rectangle', box(50, 50, { parentId: frame }))
  const liftedParent = () => {
    const { draft } = hand.editor.store.getState()
    return draft.kind === 'move' ? draft.ids : []
  }
  hand.press(60, 60)
  hand.move(90, 90)
  hand.move(500, 90)
  expect(liftedParent()).toEqual([id])
  hand.runner.send({ type: 'cancel' })
  expect(hand.shape(id)?.parentId).toBe(frame)
})

test('a group lives in the frame its middle is in, as a whole; its members stay in it', () => {
  const { hand, frame, home } = setUp()
  const group = hand.add('group', 'group', {})
  const a = hand.add('a', 'rectangle', box(600, 0, { parentId: group }))
  const b = hand.add('b', 'rectangle', box(700, 0, { parentId: group }))
  hand.editor.store.setState({ selection: new Set([group]) })
  hand.drag([650, 50], [150, 100])
  expect([home(group), home(a), home(b)]).toEqual([frame, group, group])
  hand.drag([150, 100], [650, 100], { alt: true })
  const [copy] = hand.editor.store.getState().selection
  expect(copy === undefined ? undefined : home(copy)).toBeNull()
})

test('a moved frame takes its shapes along and no others; a frame drawn around shapes takes them in', () => {
  const { hand, frame, home } = setUp()
  const inside = hand.add('a', 'rectangle', box(50, 50, { parentId: frame }))
  const beside = hand.add('b', 'rectangle', box(700, 0))
  const locked = hand.add('c', 'rectangle', box(700, 120, { locked: true }))
  hand.editor.store.setState({ selection: new Set([frame]) })
  hand.drag([20, 200], [520, 200])
  expect([home(inside), home(beside)]).toEqual([frame, null])
  hand.use('frame')
  hand.drag([690, -10], [850, 240])
  const [drawn] = hand.editor.store.getState().selection
  expect([home(beside), home(locked), home(inside)]).toEqual([drawn, null, frame])
})

test('of frames within each other the smallest counts; locked ones and what is placed on purpose are left alone', () => {
  const { hand, frame, home } = setUp()
  const inner = hand.add('inner', 'frame', { position: [100, 100], size: [150, 150], parentId: frame })
  hand.use('ellipse')
  hand.drag([120, 120], [200, 200])
  const [drawn] = hand.editor.store.getState().selection
  expect(drawn === undefined ? undefined : home(drawn)).toBe(inner)
  hand.editor.port.dispatch([{ kind: 'update', id: frame, set: { locked: true } }])
  hand.use('ellipse')
  hand.drag([20, 220], [80, 280])
  const [other] = hand.editor.store.getState().selection
  expect(other === undefined ? undefined : home(other)).toBeNull()
})

test('OP1 a selection is put into a frame around it, in its order, in one operation', () => {
  const hand = createTestEditor()
  const back = hand.add('back', 'rectangle', box(0, 0))
  const other = hand.add('other', 'rectangle', box(900, 0))
  const front = hand.add('front', 'rectangle', box(200, 100))
  expect(commandEnabled(commandOf('wrapInFrame'), hand.editor)).toBe(false)
  hand.editor.store.setState({ selection: new Set([front, back]) })
  wrapInFrame(hand.editor)
  const [frame] = hand.editor.store.getState().selection
  const view = hand.editor.port.view()
  expect(hand.sent).toHaveLength(1)
  expect(view.children(null).map(({ id }) => id)).toEqual([frame, other])
  expect(view.children(frame ?? null).map(({ id }) => id)).toEqual([back, front])
  expect(frame && hand.shape(frame)).toMatchObject({ kind: 'frame', position: [-32, -32], size: [364, 264] })
})

test('a frame is hit on its name; double click there opens the name, and so does Enter', () => {
  const { hand, frame } = setUp()
  const context = { ...hand.editor.scene, tolerance: 2 }
  expect(hitShape(hand.shape(frame) as Shape, { x: 10, y: -12 }, context)).toBe(true)
  expect(hitShape(hand.shape(frame) as Shape, { x: 200, y: -12 }, context)).toBe(false)
  hand.press(10, -12, { clicks: 2 })
  expect(hand.editor.store.getState().editing).toEqual({ kind: 'name', id: frame })
  hand.editor.store.setState({ editing: null })
  commandOf('editText').run(hand.editor)
  expect(hand.editor.store.getState().editing).toEqual({ kind: 'name', id: frame })
})

test('a line is in a frame only as a whole, and an arrow leaves it when what it is tied to does', () => {
  const { hand, frame, home } = setUp()
  const a = hand.add('a', 'rectangle', box(20, 20, { parentId: frame }))
  const b = hand.add('b', 'rectangle', box(250, 20, { parentId: frame }))
  hand.use('arrow')
  hand.drag([70, 70], [300, 70])
  const [arrow] = hand.editor.store.getState().selection
  if (arrow === undefined) throw new Error('nothing drawn')
  expect(home(arrow)).toBe(frame)
  hand.editor.store.setState({ selection: new Set([b]) })
  hand.use('select')
  hand.drag([310, 90], [610, 90])
  expect([home(a), home(b), home(arrow)]).toEqual([frame, null, null])
  hand.use('line')
  hand.drag([100, 250], [600, 250])
  const [line] = hand.editor.store.getState().selection
  expect(line === undefined ? undefined : home(line)).toBeNull()
})

const listed = ({ editor }: ReturnType<typeof setUp>['hand'], parentId: ShapeId | null) =>
  editor.port
    .view()
    .children(parentId)
    .map(({ id }) => id)

test('a frame drawn wholly in a frame is in it, behind what is there already, and takes in what lies inside of it', () => {
  const { hand, frame, home } = setUp()
  const small = hand.add('small', 'frame', { position: [60, 60], size: [20, 20], parentId: frame })
  const inside = hand.add('a', 'rectangle', {
    position: [100, 60],
    size: [20, 20],
    fill: 'blue',
    parentId: frame,
  })
  const beside = hand.add('b', 'rectangle', box(250, 150, { parentId: frame }))
  hand.use('frame')
  hand.drag([50, 50], [200, 200])
  const [drawn] = hand.editor.store.getState().selection
  if (drawn === undefined) throw new Error('nothing drawn')
  expect(listed(hand, null)).toEqual([frame])
  expect(listed(hand, frame)).toEqual([drawn, beside])
  expect(listed(hand, drawn)).toEqual([small, inside])
  hand.use('frame')
  hand.drag([300, 200], [500, 250])
  const [half] = hand.editor.store.getState().selection
  expect(half && home(half)).toBeNull()
  expect(hand.sent).toHaveLength(2)
})

test('OP1 a frame dropped wholly in a frame is in it and in front there; one that is no longer wholly inside leaves it', () => {
  const { hand, frame } = setUp()
  const inside = hand.add('a', 'rectangle', box(20, 180, { parentId: frame }))
  const other = hand.add('other', 'frame', frameAt(1000, 0))
  const free = hand.add('free', 'frame', { position: [600, 0], size: [150, 150], name: 'Small' })
  const child = hand.add('c', 'rectangle', box(620, 40, { parentId: free }))
  hand.editor.store.setState({ selection: new Set([free]) })
  hand.drag([610, 10], [60, 60])
  expect([listed(hand, frame), listed(hand, free)]).toEqual([[inside, free], [child]])
  hand.drag([60, 60], [1100, 60])
  expect([listed(hand, frame), listed(hand, other)]).toEqual([[inside], [free]])
  hand.drag([1100, 60], [1400, 60])
  expect([listed(hand, other), listed(hand, free)]).toEqual([[], [child]])
  expect(listed(hand, null)).toEqual([frame, other, free])
  expect(hand.sent).toHaveLength(3)
})

test('a frame never goes into itself or into what is in it', () => {
  const { hand, frame } = setUp()
  const inner = hand.add('inner', 'frame', { position: [100, 100], size: [150, 150], parentId: frame })
  const group = hand.add('group', 'group', { parentId: inner })
  const deep = hand.add('deep', 'frame', { position: [110, 110], size: [100, 100], parentId: group })
  commit(hand.editor, [{ kind: 'update', id: frame, set: { position: [120, 120], size: [50, 50] } }], {
    label: 'resize',
  })
  expect(hand.shape(frame)?.size).toEqual([50, 50])
  expect([listed(hand, null), listed(hand, frame), listed(hand, inner)]).toEqual([[frame], [inner], [group]])
  hand.editor.store.setState({ selection: new Set([frame]) })
  hand.drag([125, 165], [130, 170])
  expect(hand.shape(frame)?.position).toEqual([125, 125])
  expect([listed(hand, null), listed(hand, group)]).toEqual([[frame], [deep]])
  expect(hand.sent).toHaveLength(2)
})

import type { ShapeId } from '@flowstate/engine'
import { beforeAll, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { lateTools } from '../tools/late-tools.ts'
import { arranging } from './arranging.ts'
import { runCommand } from './command-registry.ts'

beforeAll(async () => {
  await arranging.prepare()
  await lateTools.prepare()
})

const box = (x: number, more: object = {}) => ({ position: [x, 0], size: [50, 50], fill: 'blue', ...more })

function setUp() {
  const hand = createTestEditor()
  const { editor } = hand
  const view = () => editor.port.view()
  const select = (...ids: readonly ShapeId[]) => editor.store.setState({ selection: new Set(ids) })
  return {
    hand,
    add: (name: string, x: number, parentId: ShapeId | null = null) =>
      hand.add(name, 'rectangle', box(x, parentId === null ? {} : { parentId })),
    container: (kind: 'group' | 'frame', name: string, parentId: ShapeId | null = null) =>
      hand.add(name, kind, {
        ...(kind === 'frame' ? { position: [0, 0], size: [900, 900], name } : {}),
        ...(parentId === null ? {} : { parentId }),
      }),
    listed: (parentId: ShapeId | null) =>
      view()
        .children(parentId)
        .map(({ id }) => id),
    group(...ids: readonly ShapeId[]): ShapeId {
      select(...ids)
      runCommand(editor, 'group')
      const [made] = editor.store.getState().selection
      if (made === undefined || view().get(made)?.kind !== 'group') throw new Error('nothing grouped')
      return made
    },
    remove(...ids: readonly ShapeId[]) {
      select(...ids)
      runCommand(editor, 'delete')
    },
  }
}

test('OP1 a group is where its members were: in their frame, at the place of the topmost, in their order', () => {
  const { hand, add, container, listed, group } = setUp()
  const frame = container('frame', 'frame')
  const a = add('a', 0, frame)
  const b = add('b', 100, frame)
  const c = add('c', 200, frame)
  const over = add('over', 300)
  const made = group(b, a)
  expect(listed(null)).toEqual([frame, over])
  expect(listed(frame)).toEqual([made, c])
  expect(listed(made)).toEqual([a, b])
  expect(hand.sent).toHaveLength(1)
})

test('members of different parents are grouped where those are; what stands in another of them stays there', () => {
  const { hand, add, container, listed, group } = setUp()
  const frame = container('frame', 'frame')
  const low = container('group', 'low', frame)
  const a = add('a', 0, low)
  const b = add('b', 100, low)
  const high = container('group', 'high', frame)
  const c = add('c', 200, high)
  const rest = add('rest', 300, high)
  const over = add('over', 400, frame)
  const made = group(c, a)
  expect(listed(frame)).toEqual([low, high, made, over])
  expect([listed(low), listed(high), listed(made)]).toEqual([[b], [rest], [a, c]])
  const outer = group(made, c, frame)
  expect([listed(null), listed(outer), listed(made)]).toEqual([[outer], [frame], [a, c]])
  expect(hand.sent).toHaveLength(2)
})

test('a group that loses its last member to another is gone with it', () => {
  const { hand, add, container, listed, group } = setUp()
  const outer = container('group', 'outer')
  const inner = container('group', 'inner', outer)
  const a = add('a', 0, inner)
  const b = add('b', 100)
  const made = group(a, b)
  expect([listed(null), listed(made)]).toEqual([[made], [a, b]])
  expect(hand.editor.port.view().size).toBe(3)
  expect(hand.sent).toHaveLength(1)
})

test('OP1 a group goes with the last of its members, and so do the groups that held nothing else', () => {
  const { hand, add, container, listed, remove } = setUp()
  const outer = container('group', 'outer')
  const inner = container('group', 'inner', outer)
  const a = add('a', 0, inner)
  const b = add('b', 100, inner)
  const other = container('group', 'other', outer)
  const c = add('c', 200, other)
  remove(a)
  expect([listed(null), listed(outer), listed(inner)]).toEqual([[outer], [inner, other], [b]])
  remove(b, c)
  expect(hand.editor.port.view().size).toBe(0)
  expect(hand.sent).toHaveLength(2)
})

test('a frame left empty stays, with the groups around it; the eraser leaves no empty group either', () => {
  const { hand, add, container, listed, remove } = setUp()
  const group = container('group', 'group')
  const frame = container('frame', 'frame', group)
  const a = add('a', 0, frame)
  const alone = container('group', 'alone')
  const b = add('b', 1000, alone)
  remove(a)
  expect([listed(null), listed(group), listed(frame)]).toEqual([[group, alone], [frame], []])
  hand.editor.store.setState({ enteredGroup: alone })
  hand.use('eraser')
  hand.drag([1010, 10], [1040, 40])
  expect([hand.shape(b), hand.shape(alone)]).toEqual([undefined, undefined])
  expect(hand.sent).toHaveLength(2)
})

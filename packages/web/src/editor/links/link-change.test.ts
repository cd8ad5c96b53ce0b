import { expect, test } from 'vitest'
import { commandEnabled, commandOf } from '../commands/command-registry.ts'
import { createTestEditor } from '../testing/test-editor.ts'
import { commitLink } from './link-change.ts'

const box = (x: number, more: object = {}) => ({ position: [x, 0], size: [100, 100], ...more })

test('a shape gets a link, another one, and none, each in one operation; what is no link changes nothing', () => {
  const hand = createTestEditor()
  const id = hand.add('a', 'rectangle', box(0))
  const set = (typed: string) => {
    const shape = hand.editor.port.view().get(id)
    const isTaken = shape !== undefined && commitLink(hand.editor, shape, typed)
    return [isTaken, hand.shape(id)?.link, hand.sent.length]
  }
  expect(set('www.example.org/plan')).toEqual([true, 'https://www.example.org/plan', 1])
  expect(set('javascript:alert(1)')).toEqual([false, 'https://www.example.org/plan', 1])
  expect(set('https://www.example.org/plan')).toEqual([true, 'https://www.example.org/plan', 1])
  expect(set('mailto:ada@example.org')).toEqual([true, 'mailto:ada@example.org', 2])
  expect(set('  ')).toEqual([true, undefined, 3])
})

test('one shape alone can be given a link, unless it is locked or a group', () => {
  const hand = createTestEditor()
  const [a, b, locked, group] = [
    hand.add('a', 'rectangle', box(0)),
    hand.add('b', 'ellipse', box(200)),
    hand.add('locked', 'rectangle', box(400, { locked: true })),
    hand.add('group', 'group', {}),
  ]
  const mayLink = (...ids: (typeof a)[]) => {
    hand.editor.store.setState({ selection: new Set(ids) })
    return commandEnabled(commandOf('editLink'), hand.editor)
  }
  expect([mayLink(a), mayLink(b), mayLink(a, b), mayLink(locked), mayLink(group), mayLink()]).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

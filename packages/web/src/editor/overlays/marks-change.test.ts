import type { ShapeId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createTestEditor } from '../testing/test-editor.ts'
import { marksChange } from './marks-change.ts'

function setUp() {
  const { editor, add } = createTestEditor()
  const box = (name: string, x: number, more = {}) =>
    add(name, 'rectangle', { position: [x, 0], size: [80, 60], ...more })
  const marked = box('marked', 0)
  const other = box('other', 200)
  const change = (marks: readonly ShapeId[], changed: readonly ShapeId[]) =>
    marksChange(new Set(marks), new Set(changed), { view: editor.port.view(), scene: editor.scene })
  return { editor, add, box, marked, other, change }
}

describe('marks around shapes', () => {
  test('stay as they are when another shape changes, and where there are none', () => {
    const { marked, other, change } = setUp()
    expect(change([marked], [other])).toBe(false)
    expect(change([], [other, marked])).toBe(false)
  })

  test('change with their shape, and with the shape their arrow is tied to', () => {
    const { add, marked, other, change } = setUp()
    expect(change([marked], [other, marked])).toBe(true)
    const arrow = add('arrow', 'arrow', {
      position: [0, 200],
      points: [0, 0, 100, -100],
      end: { shapeId: other, anchor: [0.5, 0.5] },
    })
    expect(change([arrow], [other])).toBe(true)
    expect(change([arrow], [marked])).toBe(false)
  })

  test('may change with anything inside a marked group, with a container, and with what is gone', () => {
    const { editor, add, box, marked, other, change } = setUp()
    const group = add('group', 'group', {})
    box('inside', 400, { parentId: group })
    expect(change([group], [other])).toBe(true)
    expect(change([marked], [group])).toBe(true)
    editor.port.dispatch([{ kind: 'delete', ids: [other] }])
    expect(change([marked], [other])).toBe(true)
  })
})

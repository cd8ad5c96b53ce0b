import { type CanvasState, createTextRuler, type Shape, type ShapeId, stateFromWire } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { differencesBetween, withGhosts } from './differences.ts'

const ruler = createTextRuler((text) => text.length * 10)

function box(name: string, cells: object = {}): Shape {
  const place = { parentId: null, index: 'a0', createdVersion: 1, updatedVersion: 1 }
  return { id: name as ShapeId, kind: 'rectangle', position: [0, 0], size: [100, 50], ...place, ...cells }
}

function canvas(version: number, ...shapes: readonly Shape[]): CanvasState {
  return stateFromWire({ version, canvas: {}, shapes })
}

describe('differences between two versions', () => {
  test('RS2 what was changed, what has gone and what is new, with where it was and is', () => {
    const then = canvas(3, box('moved'), box('gone'), box('same'))
    const now = canvas(9, box('moved', { position: [300, 0], text: 'new words' }), box('same'), box('new'))
    expect(differencesBetween(then, now, ruler)).toMatchObject([
      { shape: { id: 'moved', text: 'new words' }, way: 'changed', parts: ['words', 'moved'] },
      { shape: { id: 'gone' }, way: 'removed', parts: [], to: null },
      { shape: { id: 'new' }, way: 'added', parts: [], from: null },
    ])
    const [moved] = differencesBetween(then, now, ruler)
    expect([moved?.from, moved?.to]).toEqual([
      { minX: 0, minY: 0, maxX: 100, maxY: 50 },
      { minX: 300, minY: 0, maxX: 400, maxY: 50 },
    ])
  })

  test('every cell is a part people have a word for, and a group has no box', () => {
    const group = (cells: object): Shape => ({
      ...box('group', cells),
      kind: 'group',
      size: undefined as never,
    })
    const then = canvas(1, box('a', { size: [1, 1], fill: 'red' }), box('b', { index: 'a1' }), group({}))
    const now = canvas(2, box('a', { index: 'a5' }), box('b', { index: 'a1' }), group({ opacity: 0.5 }))
    expect(differencesBetween(then, now, ruler)).toMatchObject([
      { shape: { id: 'a' }, parts: ['form', 'look', 'order'] },
      { shape: { id: 'group' }, parts: ['look'], from: null, to: null },
    ])
  })

  test('another key for the same place among the others is no difference, another container is', () => {
    const names = (shapes: readonly Shape[], others: readonly Shape[]) =>
      differencesBetween(canvas(1, ...shapes), canvas(2, ...others), ruler).map(({ shape }) => shape.id)
    const inOrder = (...keys: readonly string[]) =>
      ['a', 'b', 'c'].map((name, i) => box(name, { index: keys[i] }))
    expect(names(inOrder('a0', 'a1', 'a2'), inOrder('b0', 'b1', 'b2'))).toEqual([])
    expect(names(inOrder('a0', 'a1', 'a2'), inOrder('a0', 'a1V', 'a2'))).toEqual([])
    expect(names(inOrder('a0', 'a1', 'a2'), inOrder('a3', 'a1', 'a2'))).toEqual(['a'])
    expect(names([box('a')], [box('a', { parentId: 'frame' })])).toEqual(['a'])
    // Also where nobody has kept their key: as few as explain it.
    expect(names(inOrder('a0', 'a1', 'a2'), inOrder('b2', 'b0', 'b1'))).toEqual(['a'])
    expect(names(inOrder('a0', 'a1', 'a2'), inOrder('b2', 'b1', 'b0'))).toHaveLength(2)
    expect(names(inOrder('a0', 'a1', 'a2'), inOrder('a3', 'b0', 'a2V'))).toEqual(['c'])
  })

  test('what has come since shines through the past, as much of it as there is', () => {
    const then = canvas(3, box('old'))
    const now = canvas(4, box('old'), box('new', { opacity: 0.5 }))
    const seen = withGhosts(then, differencesBetween(then, now, ruler))
    expect([...seen.shapes()].map(({ id, opacity }) => [id, opacity])).toEqual([
      ['old', undefined],
      ['new', 0.175],
    ])
    expect(withGhosts(then, differencesBetween(then, then, ruler))).toBe(then)
  })
})

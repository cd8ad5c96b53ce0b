import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply } from './apply.ts'
import type { ProposedChange } from './change.ts'
import type { ShapeId } from './ids.ts'
import { limits } from './limits.ts'
import { isOrderKey } from './order-key.ts'
import { resolve } from './resolve.ts'
import { encodeState } from './snapshot-codec.ts'
import { arbitraryScene } from './testing/arbitraries.ts'
import { box, canvasOf, commit, group, order, refusal, sid } from './testing/named-shapes.ts'
import { seededRandom } from './testing/random-cells.ts'
import { randomChanges } from './testing/random-changes.ts'

describe('OP3 place', () => {
  test('a block stays together in the order of its ids', () => {
    const state = canvasOf(box('a'), box('b'), box('c'), box('d'))
    commit(state, { kind: 'place', ids: [sid('d'), sid('a')], at: { before: sid('c') } })
    expect(order(state)).toBe('b d a c')
    commit(state, { kind: 'place', ids: [sid('a'), sid('b')], at: { after: sid('a') } })
    expect(order(state)).toBe('d a b c')
    commit(state, { kind: 'place', ids: [sid('c'), sid('b')], at: 'back' })
    expect(order(state)).toBe('c b d a')
  })

  test('without a parent each keeps its own, or goes to the anchor', () => {
    const state = canvasOf(group('g'), box('a', 'g'), box('b', 'g'), box('c'), box('d'))
    commit(state, { kind: 'place', ids: [sid('a'), sid('c')], at: 'front' })
    expect([order(state), order(state, 'g')]).toEqual(['g d c', 'b a'])
    commit(state, { kind: 'place', ids: [sid('d')], at: { after: sid('b') } })
    expect([order(state), order(state, 'g')]).toEqual(['g c', 'b d a'])
  })

  test('a dead parent is the canvas', () => {
    const state = canvasOf(group('g'), box('a'), box('b'), { kind: 'delete', ids: [sid('g')] })
    commit(state, { kind: 'place', ids: [sid('a')], parentId: sid('g'), at: 'front' })
    expect(order(state)).toBe('b a')
  })

  test('cycles, foreign anchors, leaves and depth are refused', () => {
    const state = canvasOf(group('g'), group('h', 'g'), box('a', 'h'), box('b'))
    const place = (
      id: string,
      parentId: ShapeId | null,
      at: 'front' | { before: ShapeId } = 'front',
    ): ProposedChange => ({
      kind: 'place',
      ids: [sid(id)],
      parentId,
      at,
    })
    expect(refusal(state, place('g', sid('h')))).toBe('cycle /changes/0/parentId')
    expect(refusal(state, place('g', sid('g')))).toBe('cycle /changes/0/parentId')
    expect(refusal(state, place('b', null, { before: sid('a') }))).toBe('bad_parent /changes/0/at')
    expect(refusal(state, place('b', sid('a')))).toBe('bad_parent /changes/0/parentId')
    expect(refusal(state, place('b', sid('x')))).toBe('unknown_shape /changes/0/parentId')
    expect(refusal(state, place('h', null), place('g', sid('h')))).toBe('accepted')
    let parent = 'g'
    for (let depth = 1; depth < limits.placementDepthMax - 1; depth++) {
      commit(state, group(`d${depth}`, parent))
      parent = `d${depth}`
    }
    expect(refusal(state, place('b', sid(parent)))).toBe('accepted')
    commit(state, group('tall'), box('deep', 'tall'))
    expect(refusal(state, place('tall', sid(parent)))).toBe('bad_parent /changes/0/parentId')
  })
})

test('OP8 crowded siblings are rebalanced just before, in the order they have', () => {
  const state = canvasOf(group('g'), box('a', 'g'), box('b', 'g'))
  let rebalances = 0
  for (let i = 0; i < 400; i++) {
    const change = { ...box(`n${i}`, 'g'), at: { before: sid('b') } } as ProposedChange
    const resolution = resolve(state, [change])
    if (!resolution.ok) throw new Error(resolution.error.detail)
    const before = order(state, 'g')
    if (resolution.value.rebalance !== undefined) {
      rebalances += 1
      apply(state, resolution.value.rebalance)
      expect(order(state, 'g')).toBe(before)
    }
    apply(state, resolution.value.changes)
    expect(order(state, 'g')).toBe(before.replace(/ b$/, ` n${i} b`))
  }
  expect(rebalances).toBeGreaterThan(0)
  for (const { index } of state.children(sid('g'))) expect(index.length).toBeLessThanOrEqual(64)
})

test('OP8 siblings whose keys leave no room are rebalanced', () => {
  const state = canvasOf(box('a'), box('b'))
  for (const id of ['a', 'b'])
    apply(state, [{ kind: 'update', id: sid(id), set: { place: [null, 'not a key!'] } }])
  commit(state, { ...box('c'), at: { before: sid('b') } } as ProposedChange)
  expect(order(state)).toBe('a c b')
  expect(state.children(null).every(({ index }) => isOrderKey(index))).toBe(true)
})

test('OP8 siblings never share a key, and resolving writes nothing', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state, seed }) => {
      const before = encodeState(state)
      resolve(state, randomChanges(state, seededRandom(seed)))
      expect(encodeState(state)).toBe(before)
      for (const parentId of [null, ...[...state.shapes()].map(({ id }) => id)]) {
        const keys = state.children(parentId).map(({ index }) => index)
        expect(new Set(keys).size).toBe(keys.length)
      }
    }),
  )
})

import { describe, expect, test } from 'vitest'
import type { Change, ProposedChange, TextDelta } from './change.ts'
import { limits } from './limits.ts'
import { resolve } from './resolve.ts'
import { box, canvasOf, commit, group, order, refusal, sid } from './testing/named-shapes.ts'
import { textDeltasAmong } from './text-since.ts'

describe('OP3 create', () => {
  test('goes to the front, or where its anchor says', () => {
    const state = canvasOf(box('a'), box('b'))
    commit(state, { ...box('c'), at: { before: sid('b') } } as ProposedChange)
    commit(state, { ...box('d'), at: { after: sid('a') } } as ProposedChange)
    commit(state, { ...box('e'), at: 'back' } as ProposedChange)
    expect(order(state)).toBe('e a d c b')
  })

  test('without a parent it joins its anchor', () => {
    const state = canvasOf(group('g'), box('a', 'g'))
    const shape = { id: sid('b'), kind: 'group' }
    commit(state, { kind: 'create', shape, at: { before: sid('a') } })
    expect(order(state, 'g')).toBe('b a')
  })

  test('a parent that died meanwhile is the canvas, even next to an anchor that went with it', () => {
    const state = canvasOf(group('g'), box('a', 'g'), box('b'))
    commit(state, { kind: 'delete', ids: [sid('g')], children: 'lift' })
    commit(state, { ...box('c', 'g'), at: { before: sid('a') } } as ProposedChange)
    commit(state, { ...box('d', 'g'), at: { before: sid('g') } } as ProposedChange)
    expect(order(state)).toBe('c a b d')
  })

  test('an id already used, alive or dead, is refused', () => {
    const state = canvasOf(box('a'), box('b'), { kind: 'delete', ids: [sid('b')] })
    expect(refusal(state, box('a'))).toBe('id_exists /changes/0/shape/id')
    expect(refusal(state, box('c'), box('b'))).toBe('id_exists /changes/1/shape/id')
    expect(refusal(state, box('c'), box('c'))).toBe('id_exists /changes/1/shape/id')
  })

  test('a parent must exist, hold shapes and not be too deep', () => {
    const state = canvasOf(box('a'), group('g0'))
    expect(refusal(state, box('c', 'a'))).toBe('bad_parent /changes/0/shape/parentId')
    expect(refusal(state, box('c', 'x'))).toBe('unknown_shape /changes/0/shape/parentId')
    expect(refusal(state, { ...box('c', 'g0'), at: { before: sid('a') } } as ProposedChange)).toBe(
      'bad_parent /changes/0/at',
    )
    for (let depth = 1; depth < limits.placementDepthMax; depth++)
      commit(state, group(`g${depth}`, `g${depth - 1}`))
    expect(refusal(state, box('c', `g${limits.placementDepthMax - 2}`))).toBe('accepted')
    expect(refusal(state, box('c', `g${limits.placementDepthMax - 1}`))).toBe(
      'bad_parent /changes/0/shape/parentId',
    )
  })
})

describe('OP3 update', () => {
  test('keeps to the cells of the kind, and gives points the reading of the kind', () => {
    const points = [0, 0, 0.12345, 1, 1, 0.5]
    const stroke = { id: sid('s'), kind: 'stroke', position: [0, 0], points: [0, 0, 0.5] }
    const state = canvasOf(box('a'), { kind: 'create', shape: stroke })
    expect(refusal(state, { kind: 'update', id: sid('a'), set: { points } })).toBe(
      'invalid /changes/0/set/points',
    )
    expect(refusal(state, { kind: 'update', id: sid('s'), set: {}, unset: ['fill'] })).toBe(
      'invalid /changes/0/unset/0',
    )
    const [change] = commit(state, { kind: 'update', id: sid('s'), set: { points: [1.239, 0, 0.1235] } })
    expect(change).toMatchObject({ set: { points: [1.24, 0, 0.1235] } })
    expect(refusal(state, { kind: 'update', id: sid('s'), set: { points: [1, 2, 3] } })).toBe(
      'invalid /changes/0/set/points',
    )
  })
})

describe('OP5 dead shapes', () => {
  const dead = canvasOf(box('a'), box('b'), { kind: 'delete', ids: [sid('a')] })

  test('a write on one stays in the row and is listed', () => {
    const update: ProposedChange = { kind: 'update', id: sid('a'), set: { fill: 'red' } }
    const place: ProposedChange = { kind: 'place', ids: [sid('a'), sid('b')], parentId: null, at: 'back' }
    const skipped = { id: sid('a'), reason: 'deleted', version: 3 }
    expect(resolve(dead, [update])).toEqual({ ok: true, value: { changes: [update], skipped: [skipped] } })
    expect(resolve(dead, [place])).toMatchObject({
      ok: true,
      value: { changes: [{ id: sid('a') }, {}], skipped: [skipped] },
    })
  })

  test('two people deleting one shape is no error', () => {
    const change: ProposedChange = { kind: 'delete', ids: [sid('a')] }
    expect(resolve(dead, [change])).toEqual({ ok: true, value: { changes: [change], skipped: [] } })
  })

  test('an id that never existed is refused', () => {
    expect(refusal(dead, { kind: 'update', id: sid('x'), set: {} })).toBe('unknown_shape /changes/0/id')
    expect(refusal(dead, { kind: 'delete', ids: [sid('b'), sid('x')] })).toBe(
      'unknown_shape /changes/0/ids/1',
    )
    expect(refusal(dead, { kind: 'place', ids: [sid('x')], at: 'front' })).toBe(
      'unknown_shape /changes/0/ids/0',
    )
    expect(refusal(dead, { kind: 'place', ids: [sid('b')], at: { before: sid('x') } })).toBe(
      'unknown_shape /changes/0/at',
    )
    expect(refusal(dead, { kind: 'text', id: sid('x'), field: 'text', base: 0, delta: [] })).toBe(
      'unknown_shape /changes/0/id',
    )
  })

  test('a dead anchor counts as front', () => {
    const state = canvasOf(box('a'), box('b'), box('c'), { kind: 'delete', ids: [sid('b')] })
    commit(state, { kind: 'place', ids: [sid('a')], at: { before: sid('b') } })
    expect(order(state)).toBe('c a')
  })
})

describe('OP3 delete', () => {
  const nested = [group('g'), group('h', 'g'), box('a', 'h'), box('b', 'g'), box('z')]

  test('lists the whole subtree, each shape once', () => {
    const state = canvasOf(...nested)
    const changes = commit(state, { kind: 'delete', ids: [sid('h'), sid('g')] })
    expect(changes).toEqual([{ kind: 'delete', ids: ['h', 'a', 'g', 'b'].map(sid) }])
    expect(order(state)).toBe('z')
  })

  test('lift puts the children in the place of their container', () => {
    const state = canvasOf(box('y'), ...nested)
    commit(state, { kind: 'delete', ids: [sid('g')], children: 'lift' })
    expect(order(state)).toBe('y h b z')
    expect(order(state, 'h')).toBe('a')
  })

  test('lift dissolves nested containers together', () => {
    const state = canvasOf(box('y'), ...nested)
    const changes = commit(state, { kind: 'delete', ids: [sid('h'), sid('g')], children: 'lift' })
    expect(changes.map(({ kind }) => kind)).toEqual(['update', 'update', 'delete'])
    expect(order(state)).toBe('y a b z')
  })
})

describe('TX4 text', () => {
  const state = canvasOf(box('a'), { kind: 'update', id: sid('a'), set: { text: 'héllo' } }, group('g'))
  const text = (base: number, delta: readonly (number | string)[], id = sid('a')): ProposedChange => ({
    kind: 'text',
    id,
    field: 'text',
    base,
    delta,
  })

  test('goes in when nobody wrote the shape since its base', () => {
    expect(resolve(state, [text(2, [5, '!'])])).toMatchObject({
      ok: true,
      value: { changes: [{ kind: 'text', id: sid('a'), field: 'text', delta: [5, '!'] }] },
    })
  })

  test('is a conflict with a base above head and a dead shape', () => {
    expect(refusal(state, text(4, ['x']))).toBe('text_conflict /changes/0/base')
    const dead = canvasOf(box('a'), { kind: 'delete', ids: [sid('a')] })
    expect(refusal(dead, text(2, ['x']))).toBe('text_conflict /changes/0/id')
  })

  test('is a conflict where the whole text was written since, or too much', () => {
    const rows = (...changes: Change[]) => textDeltasAmong([{ changes }], sid('a'))
    const delta: Change = { kind: 'text', id: sid('a'), field: 'text', delta: ['x'] }
    const update = { kind: 'update', id: sid('a') } as const
    expect(rows(delta, { ...update, set: { text: 'all' } })).toBe('conflict')
    expect(rows({ ...update, set: {}, unset: ['text'] })).toBe('conflict')
    expect(rows({ kind: 'delete', ids: [sid('b'), sid('a')] })).toBe('conflict')
    expect(rows(delta, { ...update, set: { position: [1, 1] } }, { ...delta, id: sid('b') })).toEqual([['x']])
    const most = Array.from({ length: limits.textDeltasSinceBaseMax }, () => delta)
    expect(rows(...most)).toHaveLength(limits.textDeltasSinceBaseMax)
    expect(rows(...most, delta)).toBe('conflict')
  })

  const meets = (since: readonly TextDelta[] | 'conflict', ...proposed: ProposedChange[]) => {
    const resolution = resolve(state, proposed, { textSince: () => since })
    if (!resolution.ok) return `${resolution.error.code} ${resolution.error.path}`
    return resolution.value.changes.flatMap((change) => (change.kind === 'text' ? [change.delta] : []))
  }

  test('TX1 is transformed over what others typed since its base', () => {
    expect(meets([[1, 'é']], text(1, [2, '!']))).toEqual([[3, '!']])
    expect(meets([], text(1, [2, '!']))).toEqual([[2, '!']])
    expect(meets('conflict', text(1, [2, '!']))).toBe('text_conflict /changes/0/base')
    expect(meets([['x']], text(1, [5, 'x']))).toBe('text_conflict /changes/0/base')
  })

  test('TX1 a second delta of an operation is made on top of its first', () => {
    expect(meets([[1, 'é']], text(1, ['ab']), text(1, [3, 'c']))).toEqual([['ab'], [4, 'c']])
    expect(meets([[1, 'é']], text(1, ['ab']), text(2, [3, 'c']))).toBe('text_conflict /changes/1/base')
    const whole: ProposedChange = { kind: 'update', id: sid('a'), set: { text: 'new' } }
    expect(meets([[1, 'é']], whole, text(1, [3, '!']))).toEqual([[3, '!']])
  })

  test('TX2 a prediction does not mind what was written since, as long as it fits', () => {
    expect(refusal(state, text(1, ['x']))).toBe('accepted')
  })

  test('must fit the text and belong to the kind', () => {
    expect(refusal(state, text(3, [6, 'x']))).toBe('invalid /changes/0/delta')
    expect(refusal(state, text(3, ['x'], sid('g')))).toBe('invalid /changes/0/field')
    const smile = canvasOf(box('a'), { kind: 'update', id: sid('a'), set: { text: '🙂' } })
    expect(refusal(smile, text(2, [1, 'x']))).toBe('invalid /changes/0/delta')
    const smiles = canvasOf(box('a'), { kind: 'update', id: sid('a'), set: { text: '🙂🙂' } })
    expect(refusal(smiles, text(2, [1, -2]))).toBe('invalid /changes/0/delta')
    expect(refusal(smiles, text(2, [-2, 2, 'x']))).toBe('accepted')
  })
})

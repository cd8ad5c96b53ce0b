import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply } from './apply.ts'
import type { CanvasState } from './canvas-state.ts'
import { compare, diff } from './diff.ts'
import { toHex } from './hex.ts'
import type { OperationId, ShapeId } from './ids.ts'
import { invert } from './invert.ts'
import { rebase } from './rebase.ts'
import { replay } from './replay.ts'
import { resolve } from './resolve.ts'
import { decodeState, encodeState } from './snapshot-codec.ts'
import { squash } from './squash.ts'
import { stateHash } from './state-hash.ts'
import { arbitraryScene } from './testing/arbitraries.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { randomUuid, seededRandom } from './testing/random-cells.ts'
import { randomChanges } from './testing/random-changes.ts'

/** What a state is as a canvas, authorship aside. */
function digest(state: CanvasState): string {
  return toHex(stateHash(state, pureSha256))
}

function applied(state: CanvasState, ...lists: readonly Parameters<typeof apply>[1][]): CanvasState {
  const result = state.fork()
  for (const changes of lists) apply(result, changes)
  return result
}

function effective(state: CanvasState, seed: number): Parameters<typeof apply>[1] {
  const resolution = resolve(state, randomChanges(state, seededRandom(seed)))
  return resolution.ok ? resolution.value.changes : []
}

test('RS1 apply(a, diff(a, b)) = b', () => {
  fc.assert(
    fc.property(arbitraryScene, fc.nat({ max: 40 }), ({ rows, state }, at) => {
      const earlier = replay(rows.slice(0, at))
      expect(digest(applied(earlier, diff(earlier, state)))).toBe(digest(state))
      expect(digest(applied(state, diff(state, earlier)))).toBe(digest(earlier))
      expect(diff(state, replay(rows))).toEqual([])
    }),
  )
})

test('RS1 a shape that comes back as another kind is created anew, and compares as removed and added', () => {
  const id = 'shape-aaaa' as ShapeId
  const born = (kind: string) =>
    [{ kind: 'create', shape: { id, kind, parentId: null, index: 'a0' } }] as const
  const from = applied(replay([]), born('group'))
  const to = applied(replay([]), born('frame'))
  expect(digest(applied(from, diff(from, to)))).toBe(digest(to))
  expect(compare(from, to)).toMatchObject({
    added: [{ kind: 'frame' }],
    removed: [{ kind: 'group' }],
    changed: [],
  })
})

test('UN1 apply(apply(s, c), invert(s, c)) = s', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state, seed }) => {
      const changes = effective(state, seed + 1)
      expect(digest(applied(state, changes, invert(state, changes)))).toBe(digest(state))
    }),
  )
})

test('SN1 replay(snapshot@n, rest) = replay(all), and replay = stepwise apply', () => {
  fc.assert(
    fc.property(arbitraryScene, fc.nat({ max: 40 }), ({ rows, state }, at) => {
      const snapshot = encodeState(replay(rows.slice(0, at)))
      const resumed = replay(rows.slice(at), decodeState(snapshot))
      expect(encodeState(resumed)).toBe(encodeState(state))
      expect(encodeState(replay(rows))).toBe(encodeState(state))
      expect(digest(applied(replay([]), ...rows.map(({ changes }) => changes)))).toBe(digest(state))
    }),
  )
})

test('OP1 apply(s, squash(c1, c2)) = apply(apply(s, c1), c2)', () => {
  fc.assert(
    fc.property(arbitraryScene, fc.nat({ max: 40 }), ({ rows, seed }, at) => {
      const base = replay(rows.slice(0, at))
      const lists = rows.slice(at).map(({ changes }) => changes)
      expect(digest(applied(base, squash(...lists)))).toBe(digest(applied(base, ...lists)))
      const first = effective(base, seed + 1)
      const second = invert(base, first)
      expect(digest(applied(base, squash(first, second)))).toBe(digest(base))
    }),
  )
})

test('CL1 rebase(s, []) = s, and pending operations are predicted as the server will order them', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state, seed }) => {
      expect(digest(rebase(state, []).view)).toBe(digest(state))
      const random = seededRandom(seed + 1)
      const first = { id: randomUuid(random) as OperationId, changes: randomChanges(state, random) }
      const second = { id: randomUuid(random) as OperationId, changes: randomChanges(state, random) }
      const { view, refused } = rebase(state, [first, second])
      const step = rebase(rebase(state, [first]).view, [second])
      expect(digest(step.view)).toBe(digest(view))
      expect(refused.has(second.id)).toBe(step.refused.has(second.id))
      expect(refused.has(first.id)).toBe(!resolve(state, first.changes).ok)
    }),
  )
})

test('CL1 a refused operation leaves no trace in the view', () => {
  const state = replay([])
  const id = '0190a0a0-0000-7000-8000-000000000000' as OperationId
  const unknown = randomUuid(seededRandom(1)).slice(0, 20) as Parameters<CanvasState['get']>[0]
  const { view, refused } = rebase(state, [
    {
      id,
      changes: [
        { kind: 'canvas', set: { grid: 'none' } },
        { kind: 'delete', ids: [unknown] },
      ],
    },
  ])
  expect(view.canvas).toEqual({})
  expect(refused.get(id)?.code).toBe('unknown_shape')
})

test('RS2 a comparison lists what was added, removed and changed, in either order', () => {
  fc.assert(
    fc.property(arbitraryScene, fc.nat({ max: 40 }), ({ rows, state }, at) => {
      const earlier = replay(rows.slice(0, at))
      const there = compare(earlier, state)
      const back = compare(state, earlier)
      expect(back.added).toEqual(there.removed)
      expect(back.removed).toEqual(there.added)
      expect(back.changed.map(({ id }) => id)).toEqual(there.changed.map(({ id }) => id))
      for (const [position, { cells }] of there.changed.entries()) {
        for (const [cell, [from, to]] of Object.entries(cells)) {
          expect(from).not.toEqual(to)
          expect(back.changed[position]?.cells[cell]).toEqual([to, from])
        }
      }
    }),
  )
})

test('SN3 the hash is that of the canvas, not of who made it or in what order', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state }) => {
      const rebuilt = replay([{ version: 99, changes: diff(replay([]), state).toReversed() }])
      expect(digest(rebuilt)).toBe(digest(state))
    }),
  )
})

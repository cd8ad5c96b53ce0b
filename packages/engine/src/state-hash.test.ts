import { expect, test } from 'vitest'
import type { ShapeId } from './ids.ts'
import { emptyState, writable } from './layered-state.ts'
import { stateHash, wireStateHash } from './state-hash.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { stateToWire } from './wire-state.ts'

test('SN3 a state and its wire form have one hash, whichever was asked first', () => {
  const state = writable(emptyState())
  state.setCanvas({ grid: 'dots' })
  for (let i = 0; i < 3; i++) {
    const place = { parentId: null, index: `a${i}`, createdVersion: 1, updatedVersion: i + 1 }
    state.put({ id: `shape-000${i}` as ShapeId, kind: 'note', ...place, text: `note ${i}` })
  }
  const first = wireStateHash(stateToWire(state), pureSha256)
  expect(stateHash(state, pureSha256)).toEqual(first)
  expect(wireStateHash(stateToWire(state), pureSha256)).toEqual(first)
  state.setCanvas({})
  expect(wireStateHash(stateToWire(state), pureSha256)).not.toEqual(first)
})

import { expect, test } from 'vitest'
import { toHex } from './hex.ts'
import type { ShapeId } from './ids.ts'
import { emptyState, writable } from './layered-state.ts'
import { describeState, stateHash } from './state-hash.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { utf8 } from './utf8.ts'
import { stateToWire } from './wire-state.ts'

const digest = (text: string, target: Uint8Array, offset: number) =>
  target.set(pureSha256(utf8(text)), offset)

test('SN3 a state and its wire form have one hash, whichever was asked first, and the text is that of the shapes', () => {
  const state = writable(emptyState())
  state.setCanvas({ grid: 'dots' })
  const hashOfWire = () => toHex(describeState(state, { digest, sha256: pureSha256 }).stateHash)
  expect(hashOfWire()).toBe(toHex(stateHash(state, pureSha256)))
  for (let i = 0; i < 3; i++) {
    const place = { parentId: null, index: `a${i}`, createdVersion: 1, updatedVersion: i + 1 }
    state.put({ id: `shape-000${i}` as ShapeId, kind: 'note', ...place, text: `note ${i}` })
  }
  const first = hashOfWire()
  expect(toHex(stateHash(state, pureSha256))).toBe(first)
  expect(hashOfWire()).toBe(first)
  const { shapes } = describeState(state, { digest, sha256: pureSha256 })
  expect(shapes).toBe(JSON.stringify(stateToWire(state).shapes))
  state.setCanvas({})
  expect(hashOfWire()).not.toBe(first)
})

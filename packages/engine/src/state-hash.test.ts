import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHex } from './hex.ts'
import type { ShapeId } from './ids.ts'
import { emptyState, writable } from './layered-state.ts'
import { replay } from './replay.ts'
import { describeState, stateHash, stateHashSteps } from './state-hash.ts'
import { pureSha256 } from './testing/pure-sha256.ts'
import { seededRandom } from './testing/random-cells.ts'
import { randomHistory } from './testing/random-history.ts'
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

test('SN3 a hash made in steps is the hash of the state it was begun on, whatever comes meanwhile', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, perStep) => {
      const log = randomHistory(seededRandom(seed), { steps: 20 })
      const at = Math.floor(log.state.version / 2)
      const moving = log.stateAt(at)
      const steps = stateHashSteps(moving, pureSha256)
      const { size } = moving
      let isDone = steps.advance(perStep)
      let count = 1
      replay(log.rows.slice(at), moving)
      for (; !isDone; count++) isDone = steps.advance(perStep)
      expect(toHex(steps.hash())).toBe(toHex(stateHash(log.stateAt(at), pureSha256)))
      expect(count).toBe(Math.max(1, Math.ceil(size / perStep)))
    }),
    { numRuns: 100 },
  )
})

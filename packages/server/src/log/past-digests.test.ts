import { createHash } from 'node:crypto'
import {
  apply,
  type CanvasId,
  emptyState,
  type ShapeId,
  stateToWire,
  toHex,
  wireStateHash,
} from '@flowstate/engine'
import { expect, test } from 'vitest'
import { createPastDigests } from './past-digests.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const shapeId = (n: number) => `shape-${String(n).padStart(8, '0')}` as ShapeId
const canvasId = (name: string) => name as CanvasId

/** Thirty shapes by ten operations, each of which wrote three; `x` is where they stand. */
function wireOf(x: number, version: number) {
  const state = emptyState()
  for (let n = 0; n < 30; n++) {
    const shape = { id: shapeId(n), kind: 'rectangle', parentId: null, index: `a${n % 10}`, position: [x, n] }
    apply(state, [{ kind: 'create', shape }], version + (n % 10))
  }
  return stateToWire(state)
}

test('SN3 a state has the same hash whether its digests are remembered, new, or those of another canvas', () => {
  const past = createPastDigests()
  const first = wireOf(1, 100)
  const second = wireOf(2, 200)
  for (const name of ['canvas-a', 'canvas-a', 'canvas-b', 'canvas-a']) {
    for (const wire of [first, second, first]) {
      const remembered = wireStateHash(wire, sha256, past.of(canvasId(name)))
      expect(toHex(remembered)).toBe(toHex(wireStateHash(wire, sha256)))
    }
  }
  // the same versions in another canvas are other shapes
  const other = wireOf(3, 100)
  expect(toHex(wireStateHash(other, sha256, past.of(canvasId('canvas-c'))))).toBe(
    toHex(wireStateHash(other, sha256)),
  )
})

test('SN3 what was remembered is not hashed again', () => {
  let hashed = 0
  const counting = (bytes: Uint8Array) => {
    hashed += 1
    return sha256(bytes)
  }
  const memory = createPastDigests().of(canvasId('canvas-a'))
  wireStateHash(wireOf(1, 100), counting, memory)
  const cold = hashed
  hashed = 0
  wireStateHash(wireOf(1, 100), counting, memory)
  // of the three shapes an operation wrote one is remembered
  expect(cold - hashed).toBe(10)
})

import { applyRow, resolve, stateHash, toHex } from '@flowstate/engine'
import { shapeNamed, stateOfShapes } from '@flowstate/engine/testing'
import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import type { InPieces } from './in-pieces.ts'
import { hashState } from './late-hash-state.ts'
import { createStateVerifier } from './state-verifier.ts'
import { createTestClock } from './testing/client-harness.ts'

function rectangles(count: number) {
  return stateOfShapes(
    Array.from({ length: count }, (_, i) => ({
      id: shapeNamed(`s${i}`),
      kind: 'rectangle',
      position: [i, 0],
      size: [10, 10],
    })),
  )
}

function verifierOn(clock: ReturnType<typeof createTestClock>) {
  const found = { divergences: 0 }
  const verifier = createStateVerifier({ clock, hashState }, () => {
    found.divergences += 1
  })
  return { verifier, found }
}

/** There is time for everything as soon as what is under way has run. */
const soon: InPieces = (piece) => {
  let isWanted = true
  queueMicrotask(() => {
    while (isWanted && piece()) {}
  })
  return () => {
    isWanted = false
  }
}

test('CL5 a large state is compared over several turns, a small one at once', async () => {
  const clock = createTestClock()
  const { verifier, found } = verifierOn(clock)
  verifier.verify(rectangles(3), 'ff')
  expect(found.divergences).toBe(1)
  const large = rectangles(450)
  verifier.verify(large, toHex(stateHash(large, sha256)))
  await clock.advance(0)
  expect(found.divergences).toBe(1)
  verifier.verify(large, 'ff')
  expect(found.divergences).toBe(1)
  await clock.advance(0)
  expect(found.divergences).toBe(2)
})

test('CL5 a check gives way to a newer one, and ends with the connection', async () => {
  const clock = createTestClock()
  const { verifier, found } = verifierOn(clock)
  const large = rectangles(450)
  verifier.verify(large, 'ff')
  verifier.verify(large, toHex(stateHash(large, sha256)))
  verifier.verify(rectangles(450), 'ff')
  verifier.cancel()
  await clock.advance(1_000)
  expect(found.divergences).toBe(0)
})

test('CL5 without a digest of its own it loads one, and a check taken back meanwhile is none', async () => {
  const found = Promise.withResolvers<void>()
  let divergences = 0
  const verifier = createStateVerifier({ clock: createTestClock(), inPieces: soon }, () => {
    divergences += 1
    found.resolve()
  })
  verifier.verify(rectangles(3), 'ff')
  verifier.cancel()
  const right = rectangles(4)
  verifier.verify(right, toHex(stateHash(right, sha256)))
  verifier.verify(rectangles(3), 'ff')
  await found.promise
  expect(divergences).toBe(1)
})

test('CL5 a state that moves on before the digest has loaded is compared as it was', async () => {
  const found = Promise.withResolvers<void>()
  let divergences = 0
  const verifiers = Array.from({ length: 2 }, () =>
    createStateVerifier({ clock: createTestClock(), inPieces: soon }, () => {
      divergences += 1
      found.resolve()
    }),
  )
  const moving = rectangles(3)
  verifiers[0]?.verify(moving, toHex(stateHash(moving, sha256)))
  const deletion = resolve(moving, [{ kind: 'delete', ids: [shapeNamed('s1')] }])
  if (!deletion.ok) throw new Error(deletion.error.detail)
  applyRow(moving, { version: moving.version + 1, changes: deletion.value.changes })
  // Asked for later, so it is answered later.
  verifiers[1]?.verify(rectangles(3), 'ff')
  await found.promise
  expect(divergences).toBe(1)
})

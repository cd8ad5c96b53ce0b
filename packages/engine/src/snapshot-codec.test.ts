import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShapeId } from './ids.ts'
import { emptyState, writable } from './layered-state.ts'
import { decodeState, encodeState, shapesInSnapshot } from './snapshot-codec.ts'
import { stateToWire } from './wire-state.ts'

test('SN3 the shapes are found in the text whatever is written in them', () => {
  const marks = fc.constantFrom(',"shapes":', '],"dead":[', ']', '"', '\\', ',"dead":[')
  const text = fc.array(fc.oneof(marks, fc.string()), { maxLength: 5 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), fc.boolean(), (texts, hasDead) => {
      const state = writable(emptyState())
      for (const [i, name] of texts.entries()) {
        const id = `shape-000${i}` as ShapeId
        const place = { parentId: null, index: `a${i}`, createdVersion: 1, updatedVersion: 1 }
        state.put({ id, kind: 'note', ...place, text: name })
      }
      state.setCanvas({ background: ',"shapes":' })
      if (hasDead) state.markDead('shape-dead1' as ShapeId, 3)
      const encoded = encodeState(state)
      expect(JSON.parse(shapesInSnapshot(encoded))).toEqual(stateToWire(state).shapes)
      expect(encodeState(decodeState(encoded))).toBe(encoded)
    }),
  )
})

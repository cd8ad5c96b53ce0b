import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeState, encodeState } from './snapshot-codec.ts'
import { arbitraryScene } from './testing/arbitraries.ts'
import { stateFromWire, stateToWire } from './wire-state.ts'

test('SN3 the wire carries the living by id, versions included, and leaves out the dead', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state }) => {
      const wire = stateToWire(state)
      expect(wire.shapes.map(({ id }) => id)).toEqual([...state.shapes()].map(({ id }) => id).sort())
      const read = stateFromWire(JSON.parse(JSON.stringify(wire)))
      expect(stateToWire(read)).toEqual(wire)
      expect([...read.dead()]).toEqual([])
      expect(read.children(null).map(({ id }) => id)).toEqual(state.children(null).map(({ id }) => id))
    }),
  )
})

test('SN3 a snapshot carries the dead with the version they died at', () => {
  fc.assert(
    fc.property(arbitraryScene, ({ state }) => {
      const read = decodeState(encodeState(state))
      expect(new Map(read.dead())).toEqual(new Map(state.dead()))
      expect(stateToWire(read)).toEqual(stateToWire(state))
      expect(encodeState(read)).toBe(encodeState(state))
    }),
  )
})

test('SN1 text that is no snapshot throws', () => {
  expect(() => decodeState('{"version":1')).toThrow(SyntaxError)
})

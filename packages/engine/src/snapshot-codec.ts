import type { CanvasState } from './canvas-state.ts'
import type { ShapeId } from './ids.ts'
import { writable } from './layered-state.ts'
import { stateFromWire, stateToWire, type WireState } from './wire-state.ts'

interface SnapshotBody extends WireState {
  readonly dead: readonly (readonly [ShapeId, number])[]
}

/** A state as text for storage, the dead included (SN3). Equal states give equal text. */
export function encodeState(state: CanvasState): string {
  const dead = [...state.dead()].sort((a, b) => (a[0] < b[0] ? -1 : 1))
  const body: SnapshotBody = { ...stateToWire(state), dead }
  return JSON.stringify(body)
}

/**
 * The state `encodeState` wrote. Text that is no snapshot throws: its reader checks the hash first, and treats a snapshot
 * that does not read as missing (SN1).
 */
export function decodeState(text: string): CanvasState {
  const body: SnapshotBody = JSON.parse(text)
  const state = stateFromWire(body)
  const target = writable(state)
  for (const [id, version] of body.dead) target.markDead(id, version)
  return state
}

/**
 * The list of shapes within the text of a snapshot, as `stateToWire` orders them: for passing a state on without making
 * its text again. Only for text that `encodeState` wrote.
 */
export function shapesInSnapshot(text: string): string {
  // Quotes inside strings are escaped, so neither mark can be part of a value.
  return text.slice(text.indexOf(shapesMark) + shapesMark.length, text.lastIndexOf(deadMark))
}

const shapesMark = ',"shapes":'
const deadMark = ',"dead":['

import { canonicalJson } from './canonical-json.ts'
import type { CanvasState } from './canvas-state.ts'
import { concatBytes, type Sha256 } from './hash.ts'
import type { ShapeId } from './ids.ts'
import { writable } from './layered-state.ts'
import { shapeDigest } from './state-hash.ts'
import { utf8, utf8Length } from './utf8.ts'
import { stateFromWire, stateToWire, type WireState } from './wire-state.ts'

interface SnapshotBody extends WireState {
  readonly dead: readonly (readonly [ShapeId, number])[]
}

/** Where each shape lies in the UTF-8 of a snapshot's text: by id, as `stateToWire` orders them. */
export interface ShapeTable {
  /** Of the first shape, in bytes; a comma lies between two. */
  readonly start: number
  readonly ids: readonly string[]
  /** Of each shape, in bytes. */
  readonly lengths: Uint32Array
  /** SHA-256 of each shape, 32 bytes one after the other (SN3). */
  readonly digests: Uint8Array
}

/** A state as text for storage, the dead included (SN3). Equal states give equal text. */
export function encodeState(state: CanvasState): string {
  return snapshotText(
    state,
    stateToWire(state).shapes.map((shape) => JSON.stringify(shape)),
  )
}

/** The same with its hash (SN3) and its table, for a reader that wants a few of the shapes only. */
export function encodeSnapshot(
  state: CanvasState,
  sha256: Sha256,
): { readonly text: string; readonly stateHash: Uint8Array; readonly table: ShapeTable } {
  const { shapes } = stateToWire(state)
  const texts = shapes.map((shape) => JSON.stringify(shape))
  const digests = concatBytes(shapes.map((shape) => shapeDigest(shape, sha256)))
  return {
    text: snapshotText(state, texts),
    stateHash: sha256(concatBytes([sha256(utf8(canonicalJson(state.canvas))), digests])),
    table: {
      start: utf8Length(snapshotFront(state)),
      ids: shapes.map(({ id }) => id),
      lengths: Uint32Array.from(texts, utf8Length),
      digests,
    },
  }
}

function snapshotText(state: CanvasState, shapes: readonly string[]): string {
  const dead = [...state.dead()].sort((a, b) => (a[0] < b[0] ? -1 : 1))
  return `${snapshotFront(state)}${shapes.join(',')}]${deadMark}${JSON.stringify(dead).slice(1)}}`
}

/** All that stands before the first shape. */
function snapshotFront({ version, canvas }: CanvasState): string {
  return `${JSON.stringify({ version, canvas }).slice(0, -1)}${shapesMark}[`
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

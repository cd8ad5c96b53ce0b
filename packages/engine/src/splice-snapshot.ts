import { type AppliedRow, applyRow } from './apply.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CanvasState } from './canvas-state.ts'
import type { Cells } from './change.ts'
import { hashedShapeText } from './hashed-shape-text.ts'
import type { ShapeId } from './ids.ts'
import { emptyState, writable } from './layered-state.ts'
import type { Shape } from './shapes/shape.ts'
import type { ShapeTable } from './snapshot-codec.ts'
import type { Hashing } from './state-hash.ts'
import { subjectsOf } from './subjects-of.ts'
import type { WireState } from './wire-state.ts'

const digestBytes = 32
const comma = Uint8Array.of(0x2c)
const openBracket = Uint8Array.of(0x5b)
const closeBracket = Uint8Array.of(0x5d)

/** A stored state as bytes, with the table that says where its shapes lie. */
export interface TabledSnapshot {
  readonly version: number
  /** UTF-8 of the text `encodeSnapshot` made. */
  readonly content: Uint8Array
  readonly table: ShapeTable
}

/** A state as bytes. */
export interface SplicedState {
  readonly version: number
  readonly canvas: Cells
  readonly stateHash: Uint8Array
  /** UTF-8 of the JSON of the list of its shapes, as on the wire, in pieces: whoever sends it joins them once. */
  readonly shapes: readonly Uint8Array[]
}

/** How a host turns text into bytes and back: its own way is many times as fast as one written in the language. */
export interface TextBytes {
  read(bytes: Uint8Array, from: number, to: number): string
  write(text: string): Uint8Array
}

/**
 * The state some rows after a snapshot, as bytes. Effective changes write to the shapes they name and to no other (OP4), so
 * only those are read, replayed and written again; the bytes and digests of all others are copied as they are.
 */
export function spliceSnapshot(
  snapshot: TabledSnapshot,
  rows: readonly AppliedRow[],
  host: Hashing & TextBytes,
): SplicedState {
  const { content, table } = snapshot
  const starts = startsOf(table)
  const places = placesOfNamed(table, rows)
  const state = replayNamed(snapshot, { starts, places, rows }, host)

  const digests = new Uint8Array(digestBytes * (1 + table.ids.length + state.size))
  host.digest(canonicalJson(state.canvas), digests, 0)
  let digested = digestBytes
  const parts: Uint8Array[] = [openBracket]
  const add = (part: Uint8Array) => {
    if (parts.length > 1) parts.push(comma)
    parts.push(part)
  }
  let next = 0
  /** Takes over what lies between the last named shape and this place. */
  const copyUpTo = (place: number) => {
    if (next < place) {
      add(content.subarray(starts[next], endOf(table, starts, place - 1)))
      const copied = table.digests.subarray(next * digestBytes, place * digestBytes)
      digests.set(copied, digested)
      digested += copied.length
    }
    next = place
  }
  for (const [id, place] of places) {
    copyUpTo(place)
    if (table.ids[place] === id) next = place + 1
    const shape = state.get(id)
    if (shape === undefined) continue
    const text = JSON.stringify(shape)
    add(host.write(text))
    host.digest(hashedShapeText(shape, text), digests, digested)
    digested += digestBytes
  }
  copyUpTo(table.ids.length)
  parts.push(closeBracket)
  const stateHash = host.sha256(digests.subarray(0, digested))
  return { version: state.version, canvas: state.canvas, stateHash, shapes: parts }
}

/** The canvas and the named shapes as they are after the rows. */
function replayNamed(
  { version, content, table }: TabledSnapshot,
  named: {
    readonly starts: Uint32Array
    readonly places: ReadonlyMap<ShapeId, number>
    readonly rows: readonly AppliedRow[]
  },
  host: TextBytes,
): CanvasState {
  const { starts, places, rows } = named
  const state = writable(emptyState())
  const front: Pick<WireState, 'canvas'> = JSON.parse(`${host.read(content, 0, table.start)}]}`)
  state.setCanvas(front.canvas)
  for (const [id, place] of places) {
    if (table.ids[place] !== id) continue
    const shape: Shape = JSON.parse(host.read(content, starts[place] as number, endOf(table, starts, place)))
    state.put(shape)
  }
  state.setVersion(version)
  for (const row of rows) applyRow(state, row)
  return state
}

/** Where each shape begins in the content. */
function startsOf({ start, lengths }: ShapeTable): Uint32Array {
  const starts = new Uint32Array(lengths.length)
  let at = start
  for (let i = 0; i < lengths.length; i++) {
    starts[i] = at
    at += (lengths[i] as number) + 1
  }
  return starts
}

function endOf({ lengths }: ShapeTable, starts: Uint32Array, place: number): number {
  return (starts[place] as number) + (lengths[place] as number)
}

/** Ids the rows name, each once, in code-unit order, with their places in the table or where they would stand. */
function placesOfNamed({ ids }: ShapeTable, rows: readonly AppliedRow[]): ReadonlyMap<ShapeId, number> {
  const named = new Set<ShapeId>()
  for (const { changes } of rows) {
    for (const change of changes) {
      for (const subject of subjectsOf(change)) if (subject !== '@canvas') named.add(subject)
    }
  }
  const places = new Map<ShapeId, number>()
  for (const id of [...named].sort((a, b) => (a < b ? -1 : 1))) places.set(id, placeOf(ids, id))
  return places
}

/** The place of an id in a list in code-unit order, or where it would stand. */
function placeOf(ids: readonly string[], id: string): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] as string) < id) low = middle + 1
    else high = middle
  }
  return low
}

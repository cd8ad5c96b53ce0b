import { canonicalJson } from './canonical-json.ts'
import type { CanvasState } from './canvas-state.ts'
import type { Cells } from './change.ts'
import { concatBytes, type Sha256 } from './hash.ts'
import { hashedShapeText } from './hashed-shape-text.ts'
import { toHex } from './hex.ts'
import type { Shape } from './shapes/shape.ts'
import { utf8 } from './utf8.ts'
import { stateToWire } from './wire-state.ts'

/** Shapes are immutable, so a digest is good for as long as its shape. */
const digests = new WeakMap<Shape, Uint8Array>()

/** The digest of a live shape: all of it but the two versions (SN3). */
export function shapeDigest(shape: Shape, sha256: Sha256): Uint8Array {
  let digest = digests.get(shape)
  if (digest === undefined) {
    digest = sha256(utf8(hashedShapeText(shape, JSON.stringify(shape))))
    digests.set(shape, digest)
  }
  return digest
}

/**
 * The digest of a state: canvas cells, then the live shapes by id in code-unit order (SN3). Two states with one hash are
 * the same canvas, whatever roads led there.
 */
export function stateHash(state: HashedState, sha256: Sha256): Uint8Array {
  return stateHashSteps(state, sha256).hash()
}

/** What is hashed of a state. */
export type HashedState = Pick<CanvasState, 'canvas' | 'shapes'>

/** The hash of a state, made a little at a time. */
export interface StateHashSteps {
  /** Digests so many shapes more, after all have been put in order by the first call; answers whether all are done. */
  advance(shapeCount: number): boolean
  /** Digests what is left. */
  hash(): Uint8Array
  /** The same in hexadecimal digits, as on the wire. */
  hexHash(): string
}

/**
 * The hash of a state as it is now, for whoever must not be held up: fifty thousand shapes take a second in a browser. Shapes
 * are immutable, so the state may move on meanwhile.
 */
export function stateHashSteps(state: HashedState, sha256: Sha256): StateHashSteps {
  const shapes = [...state.shapes()]
  const parts = [sha256(utf8(canonicalJson(state.canvas)))]
  let isOrdered = false
  const advance = (shapeCount: number): boolean => {
    if (!isOrdered) shapes.sort((a, b) => (a.id < b.id ? -1 : 1))
    isOrdered = true
    const from = parts.length - 1
    for (const shape of shapes.slice(from, from + shapeCount)) parts.push(shapeDigest(shape, sha256))
    return parts.length > shapes.length
  }
  const hash = (): Uint8Array => {
    advance(shapes.length)
    return sha256(concatBytes(parts))
  }
  return { advance, hash, hexHash: () => toHex(hash()) }
}

/** Writes the SHA-256 of a text's UTF-8 into `target` at `offset`. A host that digests text itself saves a copy of it. */
export type TextDigest = (text: string, target: Uint8Array, offset: number) => void

const digestBytes = 32

/** A state as text. */
export interface DescribedState {
  readonly version: number
  readonly canvas: Cells
  readonly stateHash: Uint8Array
  /** JSON of the list of its shapes, as on the wire. */
  readonly shapes: string
}

/** How a host hashes. */
export interface Hashing {
  readonly digest: TextDigest
  readonly sha256: Sha256
}

/**
 * The text and the hash of a state that is looked at once: each shape is written one time for both, and nothing is kept. To
 * remember ten thousand digests costs more than to make them like this.
 */
export function describeState(state: CanvasState, { digest, sha256 }: Hashing): DescribedState {
  const { version, canvas, shapes } = stateToWire(state)
  const digests = new Uint8Array(digestBytes * (shapes.length + 1))
  digest(canonicalJson(canvas), digests, 0)
  let offset = digestBytes
  const texts = shapes.map((shape) => {
    const text = JSON.stringify(shape)
    digest(hashedShapeText(shape, text), digests, offset)
    offset += digestBytes
    return text
  })
  return { version, canvas, stateHash: sha256(digests), shapes: `[${texts.join(',')}]` }
}

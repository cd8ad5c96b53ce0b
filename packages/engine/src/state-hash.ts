import { canonicalJson, canonicalJsonWithout } from './canonical-json.ts'
import type { CanvasState } from './canvas-state.ts'
import { concatBytes, type Sha256 } from './hash.ts'
import type { Shape } from './shapes/shape.ts'
import { utf8 } from './utf8.ts'
import type { WireState } from './wire-state.ts'

/** Shapes are immutable, so a digest is good for as long as its shape. */
const digests = new WeakMap<Shape, Uint8Array>()

const unhashedMembers: ReadonlySet<string> = new Set(['createdVersion', 'updatedVersion', 'meta'])

function digestOf(shape: Shape, sha256: Sha256): Uint8Array {
  return sha256(utf8(canonicalJsonWithout(shape, unhashedMembers)))
}

/** The digest of a live shape: all of it but the two versions (SN3). */
export function shapeDigest(shape: Shape, sha256: Sha256): Uint8Array {
  let digest = digests.get(shape)
  if (digest === undefined) {
    digest = digestOf(shape, sha256)
    digests.set(shape, digest)
  }
  return digest
}

/**
 * The digest of a state: canvas cells, then the live shapes by id in code-unit order (SN3). Two states with one hash are
 * the same canvas, whatever roads led there.
 */
export function stateHash(state: CanvasState, sha256: Sha256): Uint8Array {
  const shapes = [...state.shapes()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const parts = [sha256(utf8(canonicalJson(state.canvas)))]
  for (const shape of shapes) parts.push(shapeDigest(shape, sha256))
  return sha256(concatBytes(parts))
}

/** Digests of shapes that were hashed before, as other objects. Copying spares an object for each of ten thousand. */
export interface DigestMemory {
  /** Copies the digest of a shape to `offset`; false when it is not known. */
  copy(shape: Shape, target: Uint8Array, offset: number): boolean
  remember(shape: Shape, digest: Uint8Array): void
}

const digestBytes = 32

/**
 * The same for a state that is looked at once, as `stateToWire` gives it: its digests are not kept with its shapes. To
 * remember ten thousand objects that nobody asks for again costs more than to hash them.
 */
export function wireStateHash(
  { canvas, shapes }: Omit<WireState, 'version'>,
  sha256: Sha256,
  memory?: DigestMemory,
): Uint8Array {
  const all = new Uint8Array(digestBytes * (shapes.length + 1))
  all.set(sha256(utf8(canonicalJson(canvas))))
  let offset = digestBytes
  for (const shape of shapes) {
    if (memory?.copy(shape, all, offset) !== true) {
      const digest = digests.get(shape) ?? digestOf(shape, sha256)
      all.set(digest, offset)
      memory?.remember(shape, digest)
    }
    offset += digestBytes
  }
  return sha256(all)
}

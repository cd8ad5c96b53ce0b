import { rowSchema, type UserId, utf8Length, type WireState } from '@flowstate/engine'
import type { Canvas } from '@flowstate/protocol'
import { atOnce, type InPieces } from './in-pieces.ts'
import type { OutboxOwner } from './outbox-storage.ts'
import { createTextSum, textChecksum } from './text-checksum.ts'

/**
 * The confirmed state of a canvas as it is kept between visits, for one user: where the view starts from (CL1) and where
 * catching up starts from (SY3). It is a copy of what the log says and never more than that: losing it costs time only.
 */
export interface CanvasCopy {
  readonly userId: UserId
  readonly canvas: Canvas
  readonly state: WireState
  /** Hash of the row the state is at. */
  readonly hash: string
  readonly epoch: string
  readonly savedAtMs: number
}

/** How much is kept; beyond it the copies saved longest ago go. */
export interface CopyLimits {
  readonly canvasesMax: number
  /** Of all copies together, in bytes of UTF-8. */
  readonly bytesMax: number
  /** A canvas larger than this is not kept. */
  readonly canvasBytesMax: number
}

export const copyLimits: CopyLimits = {
  canvasesMax: 40,
  bytesMax: 96 * 1024 * 1024,
  canvasBytesMax: 24 * 1024 * 1024,
}

export interface CanvasCopies {
  /** Null when there is none, and for one that is damaged or written by other code: it is gone then. */
  read(owner: OutboxOwner): Promise<CanvasCopy | null>
  /**
   * Replaces the copy. One that is too large is not kept, nor is what it was to replace.
   * @param inPieces when the pieces of packing it are done; without it nothing is waited for that is not storage
   */
  write(copy: CanvasCopy, inPieces?: InPieces): Promise<void>
  forget(owner: OutboxOwner): Promise<void>
  /** Forgets what all others have seen, and takes nothing more of theirs. Null: somebody signed out, nobody is left. */
  keepOnly(userId: UserId | null): Promise<void>
}

/** Raise it when the form changes, or when the reducer would make another state of the same rows. */
const copyFormat = 1

/** A copy as it is stored. */
export interface PackedCopy extends OutboxOwner {
  readonly text: string
  readonly checksum: string
  readonly bytes: number
  readonly savedAtMs: number
}

/** Packed in a go; some milliseconds' work. */
const shapesPerPiece = 500

/** Packs a copy and stops after every piece of work: a large canvas would hold the page up for a tenth of a second. */
function* packing({ state, ...about }: CanvasCopy): Generator<undefined, PackedCopy> {
  const { shapes, ...rest } = state
  const frame = JSON.stringify({
    format: copyFormat,
    schema: rowSchema,
    ...about,
    state: { ...rest, shapes: [] },
  })
  // The list of shapes is the last thing in it.
  const end = ']}}'
  const pieces = [frame.slice(0, -end.length)]
  for (let at = 0; at < shapes.length; at += shapesPerPiece) {
    const list = JSON.stringify(shapes.slice(at, at + shapesPerPiece)).slice(1, -1)
    pieces.push(at === 0 ? list : `,${list}`)
    yield
  }
  pieces.push(end)
  const sum = createTextSum(pieces.reduce((length, piece) => length + piece.length, 0))
  let bytes = 0
  for (const piece of pieces) {
    sum.add(piece)
    bytes += utf8Length(piece)
    yield
  }
  return {
    userId: about.userId,
    canvasId: about.canvas.id,
    text: pieces.join(''),
    checksum: sum.digits(),
    bytes,
    savedAtMs: about.savedAtMs,
  }
}

/** Packs in pieces of some milliseconds. Rejects for a copy no text can hold. */
export function packCopy(copy: CanvasCopy, inPieces: InPieces = atOnce): Promise<PackedCopy> {
  const work = packing(copy)
  return new Promise((resolve, reject) => {
    const piece = (): boolean => {
      try {
        const step = work.next()
        if (step.done) resolve(step.value)
        return !step.done
      } catch (error) {
        reject(error)
        return false
      }
    }
    inPieces(piece)
  })
}

/** Null for text that is not what was stored, or not for this code, or not this owner's. */
export function unpackCopy(packed: PackedCopy, owner: OutboxOwner): CanvasCopy | null {
  if (textChecksum(packed.text) !== packed.checksum) return null
  const { format, schema, ...copy }: CanvasCopy & { readonly format: unknown; readonly schema: unknown } =
    JSON.parse(packed.text)
  if (format !== copyFormat || schema !== rowSchema) return null
  return copy.userId === owner.userId && copy.canvas.id === owner.canvasId ? copy : null
}

type CopySize = Pick<PackedCopy, 'bytes' | 'savedAtMs'>

/** Of the copies there are, those that must go to keep within the limits: the ones saved longest ago. */
export function copiesToDrop<Copy extends CopySize>(
  copies: readonly Copy[],
  limits: CopyLimits,
): readonly Copy[] {
  let count = 0
  let bytes = 0
  return [...copies]
    .sort((a, b) => b.savedAtMs - a.savedAtMs)
    .filter((copy) => {
      if (copy.bytes > limits.canvasBytesMax) return true
      count += 1
      bytes += copy.bytes
      return count > limits.canvasesMax || bytes > limits.bytesMax
    })
}

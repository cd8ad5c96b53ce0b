import { rowSchema, type UserId, utf8Length, type WireState } from '@flowstate/engine'
import type { Canvas } from '@flowstate/protocol'
import type { OutboxOwner } from './outbox-storage.ts'
import { textChecksum } from './text-checksum.ts'

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
  /** Replaces the copy. One that is too large is not kept, nor is what it was to replace. */
  write(copy: CanvasCopy): Promise<void>
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

export function packCopy(copy: CanvasCopy): PackedCopy {
  const text = JSON.stringify({ format: copyFormat, schema: rowSchema, ...copy })
  return {
    userId: copy.userId,
    canvasId: copy.canvas.id,
    text,
    checksum: textChecksum(text),
    bytes: utf8Length(text),
    savedAtMs: copy.savedAtMs,
  }
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

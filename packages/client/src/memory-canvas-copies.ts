import type { UserId } from '@flowstate/engine'
import {
  type CanvasCopies,
  type CopyLimits,
  copiesToDrop,
  copyLimits,
  type PackedCopy,
  packCopy,
  unpackCopy,
} from './canvas-copies.ts'
import type { OutboxOwner } from './outbox-storage.ts'

export interface MemoryCanvasCopies extends CanvasCopies {
  /** Changes what is stored, as a failing disk or another version of the code would. */
  alter(change: (packed: PackedCopy) => PackedCopy): void
}

/** Copies that live as long as the program, and for tests. */
export function createMemoryCanvasCopies(limits: CopyLimits = copyLimits): MemoryCanvasCopies {
  let stored: readonly PackedCopy[] = []
  let only: UserId | null | undefined
  const isKept = ({ userId }: { readonly userId: UserId }): boolean => only === undefined || only === userId
  const isOf = (owner: OutboxOwner) => (copy: PackedCopy) =>
    copy.userId === owner.userId && copy.canvasId === owner.canvasId
  const without = (owner: OutboxOwner) => stored.filter((copy) => !isOf(owner)(copy))

  return {
    async read(owner) {
      const packed = stored.find(isOf(owner))
      const copy = packed === undefined ? null : unpackCopy(packed, owner)
      if (copy === null) stored = without(owner)
      return copy
    },
    async write(copy, inPieces) {
      if (!isKept(copy)) return
      const packed = await packCopy(copy, inPieces)
      if (!isKept(copy)) return
      const next = [...without(packed), packed]
      const dropped = new Set(copiesToDrop(next, limits))
      stored = next.filter((one) => !dropped.has(one))
    },
    async forget(owner) {
      stored = without(owner)
    },
    async keepOnly(userId) {
      only = userId
      stored = stored.filter((copy) => copy.userId === userId)
    },
    alter(change) {
      stored = stored.map(change)
    },
  }
}

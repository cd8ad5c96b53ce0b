import type { CanvasId, DigestMemory } from '@flowstate/engine'

const entriesMax = 131_072
const digestBytes = 32

/**
 * Digests of shapes as they were, for whoever moves along the timeline of a canvas: most shapes of one version are those of
 * the next. Within a log, id and `updatedVersion` determine a shape, since every write raises it. One table of bytes, one
 * canvas at a time, and forgotten whole when full: nothing for the collector to walk through.
 */
export interface PastDigests {
  of(canvasId: CanvasId): DigestMemory
}

export function createPastDigests(): PastDigests {
  let current: CanvasId | null = null
  const slots = new Map<number, number>()
  let ids: string[] = []
  let bytes = new Uint8Array(0)

  function forget(): void {
    slots.clear()
    ids = []
  }

  const memory: DigestMemory = {
    copy(shape, target, offset) {
      const slot = slots.get(shape.updatedVersion)
      if (slot === undefined || ids[slot] !== shape.id) return false
      const from = slot * digestBytes
      for (let i = 0; i < digestBytes; i++) target[offset + i] = bytes[from + i] as number
      return true
    },
    remember(shape, digest) {
      // One operation may have written many shapes; the first of them has the place.
      if (slots.has(shape.updatedVersion)) return
      if (ids.length >= entriesMax) forget()
      if (bytes.length === 0) bytes = new Uint8Array(entriesMax * digestBytes)
      const slot = ids.length
      slots.set(shape.updatedVersion, slot)
      ids.push(shape.id)
      bytes.set(digest, slot * digestBytes)
    },
  }

  return {
    of(canvasId) {
      if (current !== canvasId) forget()
      current = canvasId
      return memory
    },
  }
}

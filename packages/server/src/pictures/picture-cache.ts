/** Pictures by name, each in its newest version only; those not asked for the longest go first. */
export interface PictureCache {
  get(name: string, version: string): string | undefined
  put(name: string, version: string, svg: string): void
  readonly bytes: number
}

interface Entry {
  readonly version: string
  readonly svg: string
  readonly bytes: number
}

export function createPictureCache(bytesMax: number): PictureCache {
  /** In order of use, oldest first. */
  const entries = new Map<string, Entry>()
  let bytes = 0

  const drop = (name: string): void => {
    bytes -= entries.get(name)?.bytes ?? 0
    entries.delete(name)
  }

  return {
    get bytes() {
      return bytes
    },
    get(name, version) {
      const entry = entries.get(name)
      if (entry === undefined || entry.version !== version) return undefined
      entries.delete(name)
      entries.set(name, entry)
      return entry.svg
    },
    put(name, version, svg) {
      drop(name)
      const size = Buffer.byteLength(svg)
      if (size > bytesMax) return
      entries.set(name, { version, svg, bytes: size })
      bytes += size
      for (const oldest of entries.keys()) {
        if (bytes <= bytesMax) break
        drop(oldest)
      }
    },
  }
}

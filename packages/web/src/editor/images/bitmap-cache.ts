import type { Picture, PictureLookup } from '../renderer/picture.ts'

/** A picture unpacked, ready to be drawn. */
export interface DecodedPicture {
  readonly source: CanvasImageSource
  readonly width: number
  readonly height: number
  /** Pixels of the file, whatever size it was unpacked to. */
  readonly fileWidth: number
  readonly fileHeight: number
  free(): void
}

/** The size a file is unpacked to: half of the full one for each step. */
export type SizeStep = number

export interface PictureCacheOptions {
  load(assetId: string): Promise<Blob>
  /** @param chooseStep is asked once the width of the file is known */
  decode(blob: Blob, chooseStep: (fileWidth: number) => SizeStep): Promise<DecodedPicture>
  /** Memory unpacked pictures may take, four bytes a pixel. */
  bytesMax: number
  /** Files fetched and unpacked at a time. */
  loadsMax: number
  /** Does something after so many milliseconds. */
  later(delayMs: number, work: () => void): void
}

/** Pictures of one canvas, unpacked no larger than they are shown. */
export interface PictureCache {
  readonly picture: PictureLookup
  /** Fetches and unpacks ahead, so that a shape that is about to be made has its picture at once. Never rejects. */
  warm(assetId: string, widthPixels: number): Promise<void>
  /** Hears of every picture that arrived, or turned out not to. */
  subscribe(listener: (assetId: string) => void): () => void
  /** Tries those again that could not be loaded, for instance because the connection is back. */
  retryFailed(): void
}

interface Entry {
  fileWidth: number | null
  failed: boolean
  /** Loads that failed one after the other. */
  failures: number
  busy: Promise<void> | null
  readonly steps: Map<SizeStep, DecodedPicture>
}

const stepMax = 8
/** One that failed is tried again after a second, then after twice as long each time, and so often. */
const retryMs = 1_000
const retriesMax = 6

/** The smallest size that is still at least as wide as it is shown. */
function stepFor(fileWidth: number, widthPixels: number): SizeStep {
  const halvings = Math.floor(Math.log2(fileWidth / Math.max(1, widthPixels)))
  return Math.max(0, Math.min(stepMax, halvings))
}

export function createPictureCache(options: PictureCacheOptions): PictureCache {
  const entries = new Map<string, Entry>()
  /** What is unpacked, least recently used first. */
  const used = new Map<DecodedPicture, () => void>()
  const listeners = new Set<(assetId: string) => void>()
  const waiting: (() => void)[] = []
  let bytes = 0
  let loading = 0

  const bytesOf = ({ width, height }: DecodedPicture): number => width * height * 4

  const touch = (picture: DecodedPicture): void => {
    const drop = used.get(picture)
    if (drop === undefined) return
    used.delete(picture)
    used.set(picture, drop)
  }

  const keep = (entry: Entry, step: SizeStep, picture: DecodedPicture): void => {
    entry.steps.set(step, picture)
    bytes += bytesOf(picture)
    used.set(picture, () => entry.steps.delete(step))
    for (const [old, drop] of used) {
      if (bytes <= options.bytesMax || old === picture) break
      used.delete(old)
      bytes -= bytesOf(old)
      drop()
      old.free()
    }
  }

  const takeTurn = async (): Promise<void> => {
    if (loading >= options.loadsMax) await new Promise<void>((resolve) => waiting.push(resolve))
    loading += 1
  }

  const tryAgain = (assetId: string, entry: Entry): void => {
    if (!entry.failed) return
    entry.failed = false
    for (const listener of listeners) listener(assetId)
  }

  const fetchOut = async (assetId: string, entry: Entry, widthPixels: number): Promise<void> => {
    await takeTurn()
    try {
      const blob = await options.load(assetId)
      let step = 0
      const picture = await options.decode(blob, (fileWidth) => {
        step = stepFor(fileWidth, widthPixels)
        return step
      })
      entry.fileWidth = picture.fileWidth
      entry.failures = 0
      keep(entry, step, picture)
    } catch {
      entry.failed = true
      if (entry.failures < retriesMax)
        options.later(retryMs * 2 ** entry.failures, () => tryAgain(assetId, entry))
      entry.failures += 1
    }
    loading -= 1
    waiting.shift()?.()
    entry.busy = null
    for (const listener of listeners) listener(assetId)
  }

  const entryOf = (assetId: string): Entry => {
    const known = entries.get(assetId)
    if (known !== undefined) return known
    const entry: Entry = { fileWidth: null, failed: false, failures: 0, busy: null, steps: new Map() }
    entries.set(assetId, entry)
    return entry
  }

  /** The size that is there and nearest to the one wanted. */
  const nearest = (entry: Entry, step: SizeStep): DecodedPicture | undefined => {
    const [best] = [...entry.steps].sort(([a], [b]) => Math.abs(a - step) - Math.abs(b - step))
    return best?.[1]
  }

  return {
    picture(assetId, widthPixels): Picture {
      const entry = entryOf(assetId)
      const step = entry.fileWidth === null ? 0 : stepFor(entry.fileWidth, widthPixels)
      const exact = entry.steps.get(step)
      if (exact === undefined && !entry.failed) entry.busy ??= fetchOut(assetId, entry, widthPixels)
      const found = exact ?? nearest(entry, step)
      if (found === undefined) return { kind: entry.failed ? 'failed' : 'loading' }
      touch(found)
      return { kind: 'ready', source: found.source, width: found.width, height: found.height }
    },
    async warm(assetId, widthPixels) {
      const entry = entryOf(assetId)
      entry.failed = false
      if (entry.steps.size > 0) return
      entry.busy ??= fetchOut(assetId, entry, widthPixels)
      await entry.busy
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retryFailed() {
      for (const [assetId, entry] of entries) {
        entry.failures = 0
        tryAgain(assetId, entry)
      }
    },
  }
}

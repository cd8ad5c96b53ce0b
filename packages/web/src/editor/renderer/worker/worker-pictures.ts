import { createPictureCache, type PictureCache } from '../../images/bitmap-cache.ts'
import { decodePicture } from '../../images/decode-picture.ts'

const unpackedBytesMax = 256 * 1_048_576
const loadsMax = 4
/** A tile waits no longer for a picture that is about to be shown. */
const warmMsMax = 250

/** Pictures in the worker: files come from the page, which may ask the server for them; they are unpacked here. */
export interface WorkerPictures {
  readonly cache: PictureCache
  take(assetId: string, file: Blob | null): void
  warm(assetId: string, widthPixels: number): void
  /** Something is about to be there, and not since too long. */
  isWarming(): boolean
  /** Files are on their way, or being unpacked. */
  isLoading(): boolean
  /** Calls it when nothing is about to be there any more. */
  whenWarmed(then: () => void): void
}

export function createWorkerPictures(ask: (assetId: string) => void): WorkerPictures {
  const waiting = new Map<string, ((file: Blob | null) => void)[]>()
  const warming = new Set<Promise<void>>()
  let patience: ReturnType<typeof setTimeout> | undefined
  let isPatient = false
  let warmed: () => void = () => undefined
  const goOn = (): void => {
    clearTimeout(patience)
    isPatient = false
    warmed()
  }
  let loading = 0
  const during = <T>(work: Promise<T>): Promise<T> => {
    loading += 1
    return work.finally(() => {
      loading -= 1
    })
  }
  const load = (assetId: string): Promise<Blob> =>
    new Promise((resolve, reject) => {
      const settle = (file: Blob | null): void => {
        if (file === null) reject(new Error(`no file of picture ${assetId}`))
        else resolve(file)
      }
      const others = waiting.get(assetId)
      if (others !== undefined) others.push(settle)
      else {
        waiting.set(assetId, [settle])
        ask(assetId)
      }
    })
  const cache = createPictureCache({
    load: (assetId) => during(load(assetId)),
    decode: (blob, chooseStep) => during(decodePicture(blob, chooseStep)),
    bytesMax: unpackedBytesMax,
    loadsMax,
    later: (delayMs, work) => void setTimeout(work, delayMs),
  })
  return {
    cache,
    take(assetId, file) {
      const settles = waiting.get(assetId) ?? []
      waiting.delete(assetId)
      for (const settle of settles) settle(file)
    },
    warm(assetId, widthPixels) {
      if (warming.size === 0) {
        isPatient = true
        patience = setTimeout(goOn, warmMsMax)
      }
      const work = cache.warm(assetId, widthPixels)
      warming.add(work)
      void work.finally(() => {
        warming.delete(work)
        if (warming.size === 0 && isPatient) goOn()
      })
    },
    isWarming: () => isPatient,
    isLoading: () => loading > 0,
    whenWarmed(then) {
      warmed = then
    },
  }
}

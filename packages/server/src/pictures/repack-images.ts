import { Worker } from 'node:worker_threads'
import { createPictureCache } from './picture-cache.ts'
import type { KeptImage, RepackAnswer, RepackOrder } from './repack-messages.ts'

/** Makes pictures into smaller ones that everything can show, and remembers them by the hash of the picture. */
export interface ImageRepacker {
  /** As `data:` URLs by their ids; what cannot be unpacked is left out. */
  repack(ids: readonly string[], read: ReadImages): Promise<ReadonlyMap<string, string>>
}

/** Reads those of the pictures that are asked for. */
export type ReadImages = (ids: readonly string[]) => Promise<ReadonlyMap<string, KeptImage>>

function workerUrl(): URL {
  // Built code is JavaScript, a checkout runs from source.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./repack-worker.${extension}`, import.meta.url)
}

async function inThread(order: RepackOrder): Promise<RepackAnswer> {
  const worker = new Worker(workerUrl(), { workerData: order, name: 'repack' })
  try {
    return await new Promise<RepackAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the thread ended with ${code} before it had packed`)))
    })
  } finally {
    await worker.terminate()
  }
}

/** @param sideMax pixels of the longest side of what comes out */
export function createImageRepacker(options: {
  readonly sideMax: number
  readonly cacheBytesMax: number
}): ImageRepacker {
  const { sideMax } = options
  const cache = createPictureCache(options.cacheBytesMax)
  let last: Promise<unknown> = Promise.resolve()

  const packNow = async (ids: readonly string[], read: ReadImages): Promise<ReadonlyMap<string, string>> => {
    const urls = new Map<string, string>()
    const missing = ids.filter((id) => {
      const url = cache.get(id, '')
      if (url !== undefined) urls.set(id, url)
      return url === undefined
    })
    if (missing.length === 0) return urls
    const kept = [...(await read(missing))]
    const packed = await inThread({ images: kept.map(([, image]) => image), sideMax })
    for (const [i, [id]] of kept.entries()) {
      const image = packed[i]
      if (image === undefined || image === null) continue
      const url = `data:${image.mimeType};base64,${Buffer.from(image.bytes).toString('base64')}`
      cache.put(id, '', url)
      urls.set(id, url)
    }
    return urls
  }

  return {
    repack(ids, read) {
      // One at a time: an unpacked photograph takes a good deal of memory.
      const packed = last.then(() => packNow(ids, read))
      last = packed.catch(() => undefined)
      return packed
    },
  }
}

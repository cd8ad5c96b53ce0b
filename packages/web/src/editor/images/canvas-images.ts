import type { RestClient } from '@flowstate/client'
import { RestError } from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import type { Asset } from '@flowstate/protocol'
import { createPictureCache, type PictureCache } from './bitmap-cache.ts'
import { decodePicture } from './decode-picture.ts'

const unpackedBytesMax = 256 * 1_048_576
const loadsMax = 4
/** Files just sent, kept to be shown without fetching them again. */
const sentKept = 24

/** The pictures of the canvas an editor shows. */
export interface CanvasImages {
  /** Null where there is no server, and while the canvas is being made. */
  readonly canvasId: CanvasId | null
  readonly cache: PictureCache
  /** The file of a picture of this canvas. Throws RestError. */
  load(assetId: string): Promise<Blob>
  /** Throws RestError; nothing is kept of a file that does not get through. */
  upload(file: Blob): Promise<Asset>
  /** The bytes of a picture of any canvas one may see. Throws RestError. */
  fetchFrom(canvasId: string, assetId: string): Promise<Blob>
}

/** @param canvas a promise while it is being made: pictures wait for it */
export function createCanvasImages(rest: RestClient, canvas: CanvasId | Promise<CanvasId>): CanvasImages {
  const sent = new Map<string, Blob>()
  let canvasId = typeof canvas === 'string' ? canvas : null
  const made = Promise.resolve(canvas).then((id) => {
    canvasId = id
    return id
  })
  const fetchFrom = (from: string, assetId: string) =>
    rest.download(`/canvases/${encodeURIComponent(from)}/assets/${encodeURIComponent(assetId)}`)
  const load = async (assetId: string) => sent.get(assetId) ?? fetchFrom(await made, assetId)
  return {
    get canvasId() {
      return canvasId
    },
    load,
    cache: createPictureCache({
      load,
      decode: decodePicture,
      bytesMax: unpackedBytesMax,
      loadsMax,
      later: (delayMs, work) => void setTimeout(work, delayMs),
    }),
    async upload(file) {
      const asset = await rest.request<Asset>({
        method: 'POST',
        path: `/canvases/${await made}/assets`,
        file,
      })
      sent.set(asset.id, file)
      for (const oldest of sent.keys()) {
        if (sent.size <= sentKept) break
        sent.delete(oldest)
      }
      return asset
    },
    fetchFrom,
  }
}

const noServer = () => Promise.reject(new RestError(0, null, 'There is no server behind this canvas'))

/** For canvases that live in the page alone: pictures stay placeholders. */
export const noCanvasImages: CanvasImages = {
  canvasId: null,
  cache: {
    picture: () => ({ kind: 'loading' }),
    warm: () => Promise.resolve(),
    subscribe: () => () => undefined,
    retryFailed: () => undefined,
  },
  load: () => new Promise(() => undefined),
  upload: noServer,
  fetchFrom: noServer,
}

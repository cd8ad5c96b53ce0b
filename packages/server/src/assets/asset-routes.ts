import { toHex } from '@flowstate/engine'
import {
  assetSchema,
  canvasIdSchema,
  closedObject,
  hashSchema,
  imageTypes,
  isImageType,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import { isKnown, readFileBody } from '../http/file-bodies.ts'
import type { Route } from '../http/route.ts'
import { findAssets } from './asset-repo.ts'
import { cleanImage } from './clean-image.ts'
import { keepAsset } from './keep-asset.ts'
import { loadAsset } from './load-assets.ts'

const tag = 'Assets'

/** As people say it: 10 MiB. */
function sizeInWords(bytes: number): string {
  const mebibytes = bytes / 1_048_576
  return mebibytes < 1 ? `${Math.floor(bytes / 1_024)} KiB` : `${Math.floor(mebibytes * 10) / 10} MiB`
}

/** Pictures on canvases: bytes that are named by their hash. */
export function assetRoutes(deps: Deps): readonly Route[] {
  return [upload(deps), download(deps)]
}

function upload(deps: Deps): Route {
  const { assetBytesMax, assetPixelsMax, canvasAssetsMax, canvasAssetBytesMax } = deps.config.limits
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/assets',
      name: 'uploadAsset',
      tag,
      summary:
        'Upload a picture; 200 when the canvas has it already. Metadata is taken out before it is hashed',
      role: 'editor',
      params: closedObject({ canvasId: canvasIdSchema }),
      takesFile: imageTypes,
      answers: { 200: assetSchema, 201: assetSchema },
    },
    async ({ canvasId, contentType, body }) => {
      if (!isImageType(contentType)) {
        const detail = `Send the bytes of a picture as ${imageTypes.join(', ')}`
        return refuse('unsupported_image', { path: '/headers/content-type', detail })
      }
      const sent = await readFileBody(body, assetBytesMax)
      if (sent === null) {
        return refuse('too_large', {
          path: '/body',
          detail: `A picture has ${sizeInWords(assetBytesMax)} at most`,
        })
      }
      const cleaned = cleanImage(sent, assetPixelsMax)
      if (!cleaned.ok) return refuse(cleaned.error.code, { path: '/body', detail: cleaned.error.detail })
      const image = cleaned.value
      if (image.mimeType !== contentType) {
        const detail = `The bytes are ${image.mimeType}, not ${contentType}`
        return refuse('unsupported_image', { path: '/headers/content-type', detail })
      }
      const id = deps.sha256(image.bytes)
      const share = { canvasId, assetsMax: canvasAssetsMax, bytesMax: canvasAssetBytesMax }
      const outcome = await keepAsset(deps, { id, ...image }, share)
      if (outcome === 'no_canvas') return refuse('not_found')
      if (outcome === 'full') return refuse('too_many_assets', { path: '/body' })
      const { mimeType, width, height, bytes } = image
      const asset = { id: toHex(id), mimeType, byteLength: bytes.length, width, height }
      return answer(outcome === 'known' ? 200 : 201, asset)
    },
  )
}

function download(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/assets/:assetId',
      name: 'readAsset',
      tag,
      summary: 'The bytes of a picture of this canvas; they never change',
      role: 'viewer',
      params: closedObject({ canvasId: canvasIdSchema, assetId: hashSchema }),
      givesFile: imageTypes,
      answers: { 200: null, 304: null },
    },
    async ({ canvasId, params, knownTag }) => {
      const { assetId } = params
      const [asset] = await findAssets(deps.db.kysely, canvasId, [assetId])
      if (asset === undefined) return refuse('not_found')
      if (isKnown(knownTag, assetId)) return { kind: 'unchanged', tag: assetId }
      const bytes = await loadAsset(deps, asset)
      if (bytes === null) return refuse(asset.inside ? 'not_found' : 'assets_unavailable')
      const { mimeType } = asset
      const name = `${assetId}.${mimeType.slice('image/'.length)}`
      return { kind: 'file', file: { bytes, mimeType, name, tag: assetId } }
    },
  )
}

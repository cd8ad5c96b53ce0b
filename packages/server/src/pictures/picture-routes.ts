import { svgSource } from '@flowstate/engine'
import { canvasIdSchema, closedObject, exportQuerySchema, thumbnailQuerySchema } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { hasPicture } from '../http/send-picture.ts'
import { openCurrent } from '../log/log-answers.ts'
import { createPictureDrawer, type PictureDrawer } from './draw-picture.ts'
import { embeddedImages } from './embedded-images.ts'
import { createThumbnails } from './thumbnails.ts'

const tag = 'Pictures'
const params = closedObject({ canvasId: canvasIdSchema })
/** What an export carries along of images, each as often as it is shown. */
const exportImageBytesMax = 16 * 1_048_576
const givesFile = ['image/svg+xml'] as const

/** Canvases as pictures: small ones of the head for lists, whole ones of any version to take along. */
export function pictureRoutes(deps: Deps): readonly Route[] {
  const drawer = createPictureDrawer(deps.clock)
  return [readThumbnail(deps, drawer), exportSvg(deps, drawer)]
}

function readThumbnail(deps: Deps, drawer: PictureDrawer): Route {
  const thumbnails = createThumbnails(deps, drawer)
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/thumbnail',
      name: 'readThumbnail',
      tag,
      summary:
        'A picture of the head, 480 by 300, simplified to about 60 kB at most, with images of 200 kB in all; has an ETag',
      role: 'viewer',
      params,
      query: thumbnailQuerySchema,
      givesFile,
      answers: { 200: null, 304: null },
    },
    async ({ canvasId, query: { theme = 'light' }, knownTag }) => {
      const head = await deps.store.readHead(canvasId)
      if (head === null || head.trashed) return refuse('not_found')
      const known = thumbnails.tagOf(head, theme)
      if (hasPicture(knownTag, known)) return { kind: 'picture', picture: { svg: null, tag: known } }
      const thumbnail = await thumbnails.get(head, theme)
      return thumbnail === null ? refuse('not_found') : { kind: 'picture', picture: thumbnail }
    },
  )
}

function exportSvg(deps: Deps, drawer: PictureDrawer): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/export.svg',
      name: 'exportSvg',
      tag,
      summary: 'The whole canvas at a version, the head unless told, as SVG with real text',
      role: 'viewer',
      params,
      query: exportQuerySchema,
      givesFile,
      answers: { 200: null },
    },
    async ({ canvasId, query: { at, theme = 'light', background = true } }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const version = at ?? canvas.head.version
      const isHead = version === canvas.state.version
      const state = isHead ? canvas.state : await deps.logs.stateAt(canvasId, version)
      if (state === null) return refuse('version_beyond_head', { path: '/query/at' })
      const source = svgSource(state)
      const budget = { bytesMax: exportImageBytesMax }
      const image = await embeddedImages(deps.db.kysely, { canvasId, source }, budget)
      const svg = await drawer.draw(source, { theme, background, image })
      return { kind: 'picture', picture: { svg, tag: null, fileName: `canvas-v${version}.svg` } }
    },
  )
}

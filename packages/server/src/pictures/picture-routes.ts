import { canvasIdSchema, closedObject, thumbnailQuerySchema } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { hasPicture } from '../http/send-picture.ts'
import { createPictureDrawer, type PictureDrawer } from './draw-picture.ts'
import { exportRoutes } from './export-routes.ts'
import { createFileMaker } from './make-file.ts'
import { createThumbnails } from './thumbnails.ts'

const tag = 'Pictures'
const params = closedObject({ canvasId: canvasIdSchema })
const givesFile = ['image/svg+xml'] as const

/** Canvases as pictures: small ones of the head for lists, whole ones of any version to take along. */
export function pictureRoutes(deps: Deps): readonly Route[] {
  const drawer = createPictureDrawer(deps.clock)
  return [readThumbnail(deps, drawer), ...exportRoutes(createFileMaker(deps, drawer))]
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

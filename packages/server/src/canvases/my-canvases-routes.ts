import type { CanvasId } from '@flowstate/engine'
import { canvasSchema, pageOf, pageQuerySchema } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { loginRoute } from '../http/define-route.ts'
import { readPage } from '../http/page-cursor.ts'
import type { Route } from '../http/route.ts'
import { listMyCanvases } from './my-canvases-repo.ts'

/** What a page of all canvases is made of: one list instead of one per workspace. */
export function myCanvasesRoutes(deps: Deps): readonly Route[] {
  return [list(deps)]
}

function list(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/me/canvases',
      name: 'listMyCanvases',
      tag: 'Canvases',
      summary: 'Every canvas the caller may open: of all workspaces, and reached by share links',
      query: pageQuerySchema,
      answers: { 200: pageOf(canvasSchema) },
    },
    async ({ author, query }) => {
      const page = readPage<CanvasId>(query)
      if (page === null) return refuse('bad_request', { path: '/query/cursor' })
      const now = new Date(deps.clock.now())
      const items = await listMyCanvases(deps.db.kysely, { userId: author.userId, now, ...page.read })
      return answer(
        200,
        page.envelope(items, (item) => item.id),
      )
    },
  )
}

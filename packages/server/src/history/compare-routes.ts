import { compare } from '@flowstate/engine'
import {
  canvasIdSchema,
  closedObject,
  diffQuerySchema,
  diffSchema,
  verificationSchema,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent } from '../log/log-answers.ts'
import { verifyCanvas } from './verify-canvas.ts'

const tag = 'History'
const params = closedObject({ canvasId: canvasIdSchema })

export function compareRoutes(deps: Deps): readonly Route[] {
  return [readDiff(deps), verify(deps)]
}

function readDiff(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/diff',
      name: 'readDiff',
      tag,
      summary: 'What differs between two versions, in either order (RS2)',
      role: 'viewer',
      params,
      query: diffQuerySchema,
      answers: { 200: diffSchema },
    },
    async ({ canvasId, query: { from, to } }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      if (from > canvas.head.version) return refuse('version_beyond_head', { path: '/query/from' })
      if (to > canvas.head.version) return refuse('version_beyond_head', { path: '/query/to' })
      const before = await deps.logs.stateAt(canvasId, from)
      const after = await deps.logs.stateAt(canvasId, to)
      if (before === null || after === null) return refuse('not_found')
      const { added, removed, changed } = compare(before, after)
      return answer(200, {
        from,
        to,
        added: [...added],
        removed: [...removed],
        changed: changed.map(({ id, kind, cells }) => ({ id, kind, cells: { ...cells } })),
      })
    },
  )
}

function verify(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/verify',
      name: 'verifyCanvas',
      tag,
      summary: 'Walks the hash chain from the first row and replays every snapshot',
      role: 'viewer',
      params,
      answers: { 200: verificationSchema },
    },
    async ({ canvasId }) => {
      const canvas = await openCurrent(deps, canvasId)
      return canvas === null ? refuse('not_found') : answer(200, await verifyCanvas(deps, canvas))
    },
  )
}

import type { OperationId } from '@flowstate/engine'
import {
  canvasIdSchema,
  closedObject,
  restoreBodySchema,
  revertBodySchema,
  rewindAnswerSchema,
  undoBodySchema,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent, rewindAnswerOf } from '../log/log-answers.ts'

const tag = 'Log'
const params = closedObject({ canvasId: canvasIdSchema })
const answers = { 201: rewindAnswerSchema, 200: rewindAnswerSchema }

/** Everything that goes back by going forward. Without an `id` a call is not repeatable, and gets one here. */
export function rewindRoutes(deps: Deps): readonly Route[] {
  return [undoOrRedo(deps, 'undo'), undoOrRedo(deps, 'redo'), restore(deps), revert(deps)]
}

function undoOrRedo(deps: Deps, name: 'undo' | 'redo'): Route {
  const summary =
    name === 'undo' ? 'Take back the newest step of the caller' : 'Bring back what the caller undid last'
  return canvasRoute(
    {
      method: 'POST',
      path: `/canvases/:canvasId/${name}`,
      name,
      tag,
      summary,
      role: 'editor',
      params,
      body: undoBodySchema,
      bodyOptional: true,
      answers,
    },
    async ({ author, canvasId, body }) => {
      const id = body.id ?? (deps.newId() as OperationId)
      return rewindAnswerOf(await deps.logs.commit(canvasId, author, { ...body, name, id }))
    },
  )
}

function restore(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/restore',
      name: 'restore',
      tag,
      summary: 'Make the canvas, or some shapes, what they were at a version; dryRun only says how',
      role: 'editor',
      params,
      body: restoreBodySchema,
      answers,
    },
    async ({ author, canvasId, body: { dryRun, id: given, ...target } }) => {
      const id = given ?? (deps.newId() as OperationId)
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      if (target.version > canvas.head.version) return refuse('version_beyond_head', { path: '/version' })
      const request = { ...target, name: 'restore', id } as const
      if (dryRun !== true) return rewindAnswerOf(await deps.logs.commit(canvasId, author, request))
      const plan = await deps.logs.preview(canvasId, author, request)
      if (plan === null) return refuse('not_found')
      const { changes, skipped } = plan
      return answer(200, { operations: [], skipped: [...skipped], duplicate: false, changes: [...changes] })
    },
  )
}

function revert(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/revert',
      name: 'revert',
      tag,
      summary: "Take back one person's work between two versions; dryRun only says how",
      role: 'editor',
      params,
      body: revertBodySchema,
      answers,
    },
    async ({ author, canvasId, body: { dryRun, id: given, ...range } }) => {
      const id = given ?? (deps.newId() as OperationId)
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      if (range.from < 1 || range.from > range.to) {
        return refuse('bad_request', { path: '/from', detail: 'from and to are versions, from not above to' })
      }
      if (range.to > canvas.head.version) return refuse('version_beyond_head', { path: '/to' })
      const request = { ...range, name: 'revert', id } as const
      if (dryRun !== true) return rewindAnswerOf(await deps.logs.commit(canvasId, author, request))
      const plan = await deps.logs.preview(canvasId, author, request)
      if (plan === null) return refuse('not_found')
      const { changes, skipped } = plan
      return answer(200, { operations: [], skipped: [...skipped], duplicate: false, changes: [...changes] })
    },
  )
}

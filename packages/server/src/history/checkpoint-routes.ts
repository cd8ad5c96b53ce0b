import {
  canvasIdSchema,
  checkpointBodySchema,
  checkpointEditBodySchema,
  checkpointSchema,
  closedObject,
  pageOf,
  uuidOf,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent } from '../log/log-answers.ts'
import { deleteCheckpoint, insertCheckpoint, listCheckpoints, updateCheckpoint } from './checkpoint-repo.ts'

const tag = 'History'
const params = closedObject({ canvasId: canvasIdSchema })
const checkpointParams = closedObject({
  canvasId: canvasIdSchema,
  checkpointId: uuidOf<string>('checkpoint'),
})

/** Names for versions (RS3). */
export function checkpointRoutes(deps: Deps): readonly Route[] {
  return [create(deps), list(deps), edit(deps), remove(deps)]
}

function create(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/versions',
      name: 'createCheckpoint',
      tag,
      summary: 'Name a version, the head unless told',
      role: 'editor',
      params,
      body: checkpointBodySchema,
      answers: { 201: checkpointSchema },
    },
    async ({ author, canvasId, body }) => {
      const canvas = await openCurrent(deps, canvasId)
      if (canvas === null) return refuse('not_found')
      const version = body.version ?? canvas.head.version
      if (version > canvas.head.version) return refuse('version_beyond_head', { path: '/version' })
      const checkpoint = await insertCheckpoint(deps.db.kysely, canvasId, {
        id: deps.newId(),
        version,
        name: body.name,
        description: body.description ?? null,
        created_by: author.userId,
        created_at: new Date(deps.clock.now()),
      })
      return answer(201, checkpoint)
    },
  )
}

function list(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/versions',
      name: 'listCheckpoints',
      tag,
      summary: 'Named versions, newest first',
      role: 'viewer',
      params,
      answers: { 200: pageOf(checkpointSchema) },
    },
    async ({ canvasId }) =>
      answer(200, { items: await listCheckpoints(deps.db.kysely, canvasId), nextCursor: null }),
  )
}

function edit(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'PATCH',
      path: '/canvases/:canvasId/versions/:checkpointId',
      name: 'editCheckpoint',
      tag,
      summary: 'Rename or describe a named version',
      role: 'editor',
      params: checkpointParams,
      body: checkpointEditBodySchema,
      answers: { 200: checkpointSchema },
    },
    async ({ canvasId, params: { checkpointId }, body }) => {
      const checkpoint = await updateCheckpoint(deps.db.kysely, { canvasId, checkpointId }, body)
      return checkpoint === null ? refuse('not_found') : answer(200, checkpoint)
    },
  )
}

function remove(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'DELETE',
      path: '/canvases/:canvasId/versions/:checkpointId',
      name: 'deleteCheckpoint',
      tag,
      summary: 'Remove the name; no history is removed',
      role: 'editor',
      params: checkpointParams,
      answers: { 204: null },
    },
    async ({ canvasId, params: { checkpointId } }) =>
      (await deleteCheckpoint(deps.db.kysely, { canvasId, checkpointId }))
        ? answerEmpty()
        : refuse('not_found'),
  )
}

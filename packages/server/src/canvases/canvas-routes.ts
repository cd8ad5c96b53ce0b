import { type CanvasId, genesisHash } from '@flowstate/engine'
import {
  canvasBodySchema,
  canvasIdSchema,
  canvasListQuerySchema,
  canvasPatchSchema,
  canvasSchema,
  closedObject,
  deleteCanvasQuerySchema,
  pageOf,
  ticketSchema,
  workspaceIdSchema,
} from '@flowstate/protocol'
import { readCanvasAccess } from '../access/access-repo.ts'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { canvasRoute, workspaceRoute } from '../http/define-route.ts'
import { readPage } from '../http/page-cursor.ts'
import type { Route } from '../http/route.ts'
import { findCanvas, insertCanvas, listCanvases } from './canvas-repo.ts'
import { editCanvas } from './edit-canvas.ts'
import { deleteForEver, moveToTrash, recoverFromTrash } from './trash-canvas.ts'

const tag = 'Canvases'
const workspaceParams = closedObject({ workspaceId: workspaceIdSchema })
const params = closedObject({ canvasId: canvasIdSchema })

export function canvasRoutes(deps: Deps): readonly Route[] {
  return [create(deps), list(deps), read(deps), edit(deps), remove(deps), recover(deps), ticket(deps)]
}

function create(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'POST',
      path: '/workspaces/:workspaceId/canvases',
      name: 'createCanvas',
      tag,
      summary: 'Make an empty canvas',
      role: 'editor',
      params: workspaceParams,
      body: canvasBodySchema,
      bodyOptional: true,
      answers: { 201: canvasSchema },
    },
    async ({ author, role, workspaceId, body }) => {
      const id = deps.newId() as CanvasId
      await insertCanvas(deps.db.kysely, {
        id,
        workspaceId,
        name: body.name ?? null,
        genesisHash: genesisHash(id, deps.sha256),
        createdBy: author.userId,
        now: new Date(deps.clock.now()),
      })
      const canvas = await findCanvas(deps.db.kysely, id, role)
      return canvas === null ? refuse('not_found') : answer(201, canvas)
    },
  )
}

function list(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'GET',
      path: '/workspaces/:workspaceId/canvases',
      name: 'listCanvases',
      tag,
      summary: 'Canvases of a workspace',
      role: 'viewer',
      params: workspaceParams,
      query: canvasListQuerySchema,
      answers: { 200: pageOf(canvasSchema) },
    },
    async ({ role, workspaceId, query }) => {
      const page = readPage<CanvasId>(query)
      if (page === null) return refuse('bad_request', { path: '/query/cursor' })
      const filter = { workspaceId, role, trash: query.trash === true }
      const items = await listCanvases(deps.db.kysely, { ...filter, ...page.read })
      return answer(
        200,
        page.envelope(items, (item) => item.id),
      )
    },
  )
}

function read(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId',
      name: 'readCanvas',
      tag,
      summary: 'One canvas; members see it in the trash too',
      role: 'viewer',
      trash: 'shown',
      params,
      answers: { 200: canvasSchema },
    },
    async ({ canvasId, role }) => {
      const canvas = await findCanvas(deps.db.kysely, canvasId, role)
      return canvas === null ? refuse('not_found') : answer(200, canvas)
    },
  )
}

function edit(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'PATCH',
      path: '/canvases/:canvasId',
      name: 'editCanvas',
      tag,
      summary:
        'Rename a canvas (editor), move it to another workspace (admin, or its maker as an editor; editor there), or both',
      role: 'editor',
      params,
      body: canvasPatchSchema,
      answers: { 200: canvasSchema },
    },
    async ({ author, canvasId, body }) => {
      if (body.name === undefined && body.workspaceId === undefined) {
        return refuse('bad_request', { detail: 'Give name, workspaceId or both', path: '/name' })
      }
      const refused = await editCanvas(deps, { author, canvasId, patch: body })
      if (refused !== null) return refused
      const ask = { canvasId, author, nowMs: deps.clock.now() }
      const role = (await readCanvasAccess(deps.db.kysely, ask))?.role ?? null
      const canvas = role === null ? null : await findCanvas(deps.db.kysely, canvasId, role)
      return canvas === null ? refuse('not_found') : answer(200, canvas)
    },
  )
}

function remove(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'DELETE',
      path: '/canvases/:canvasId',
      name: 'deleteCanvas',
      tag,
      summary: 'Move a canvas to the trash; with forever=true, delete one in the trash (owner)',
      role: 'editor',
      membersOnly: true,
      trash: 'shown',
      params,
      query: deleteCanvasQuerySchema,
      answers: { 204: null },
    },
    async ({ author, canvasId, role, query }) => {
      if (query.forever !== true) {
        await moveToTrash(deps, author, canvasId)
        return answerEmpty()
      }
      if (role !== 'owner') return refuse('forbidden')
      return (await deleteForEver(deps, author, canvasId)) ? answerEmpty() : refuse('not_in_trash')
    },
  )
}

function recover(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/recover',
      name: 'recoverCanvas',
      tag,
      summary: 'Take a canvas out of the trash',
      role: 'editor',
      membersOnly: true,
      trash: 'only',
      params,
      answers: { 200: canvasSchema },
    },
    async ({ author, canvasId, role }) => {
      await recoverFromTrash(deps, author, canvasId)
      const canvas = await findCanvas(deps.db.kysely, canvasId, role)
      return canvas === null ? refuse('not_found') : answer(200, canvas)
    },
  )
}

function ticket(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/tickets',
      name: 'createTicket',
      tag,
      summary: 'A ticket that opens one socket on this canvas within 30 seconds',
      role: 'viewer',
      params,
      answers: { 200: ticketSchema },
    },
    async ({ author, canvasId }) => answer(200, await deps.tickets.issue(author, canvasId)),
  )
}

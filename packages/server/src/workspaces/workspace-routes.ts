import type { WorkspaceId } from '@flowstate/engine'
import {
  closedObject,
  pageOf,
  pageQuerySchema,
  type Workspace,
  workspaceBodySchema,
  workspaceIdSchema,
  workspaceSchema,
} from '@flowstate/protocol'
import { insertAudit } from '../access/audit-repo.ts'
import { publishAccess, raiseAccess } from '../access/raise-access.ts'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { loginRoute, workspaceRoute } from '../http/define-route.ts'
import { readPage } from '../http/page-cursor.ts'
import type { Route } from '../http/route.ts'
import {
  deleteWorkspace,
  findWorkspace,
  insertWorkspace,
  listWorkspaces,
  renameWorkspace,
} from './workspace-repo.ts'

const tag = 'Workspaces'
const params = closedObject({ workspaceId: workspaceIdSchema })

export function workspaceRoutes(deps: Deps): readonly Route[] {
  return [create(deps), list(deps), read(deps), rename(deps), remove(deps)]
}

/** The workspace as its answer says it: with what this server lets its caller do. */
function withRights(deps: Deps, workspace: Workspace): Workspace {
  return deps.config.resetLinks && workspace.role === 'owner' ? { ...workspace, resetLinks: true } : workspace
}

function create(deps: Deps): Route {
  return loginRoute(
    {
      method: 'POST',
      path: '/workspaces',
      name: 'createWorkspace',
      tag,
      summary: 'Make a workspace; its creator owns it',
      body: workspaceBodySchema,
      answers: { 201: workspaceSchema },
    },
    async ({ author, body }) => {
      const workspace = {
        id: deps.newId() as WorkspaceId,
        name: body.name,
        personal: false,
        createdBy: author.userId,
        now: new Date(deps.clock.now()),
      }
      const made = await deps.db.kysely.transaction().execute((tx) => insertWorkspace(tx, workspace))
      return answer(201, withRights(deps, made))
    },
  )
}

function list(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/workspaces',
      name: 'listWorkspaces',
      tag,
      summary: 'Workspaces of the caller',
      query: pageQuerySchema,
      answers: { 200: pageOf(workspaceSchema) },
    },
    async ({ author, query }) => {
      const page = readPage<WorkspaceId>(query)
      if (page === null) return refuse('bad_request', { path: '/query/cursor' })
      const found = await listWorkspaces(deps.db.kysely, { userId: author.userId, ...page.read })
      const items = found.map((workspace) => withRights(deps, workspace))
      return answer(
        200,
        page.envelope(items, (item) => item.id),
      )
    },
  )
}

function read(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'GET',
      path: '/workspaces/:workspaceId',
      name: 'readWorkspace',
      tag,
      summary: 'One workspace',
      role: 'viewer',
      params,
      answers: { 200: workspaceSchema },
    },
    async ({ author, workspaceId }) => {
      const workspace = await findWorkspace(deps.db.kysely, workspaceId, author.userId)
      return workspace === null ? refuse('not_found') : answer(200, withRights(deps, workspace))
    },
  )
}

function rename(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'PATCH',
      path: '/workspaces/:workspaceId',
      name: 'renameWorkspace',
      tag,
      summary: 'Rename a workspace',
      role: 'admin',
      params,
      body: workspaceBodySchema,
      answers: { 200: workspaceSchema },
    },
    async ({ author, workspaceId, body }) => {
      await renameWorkspace(deps.db.kysely, workspaceId, body.name, new Date(deps.clock.now()))
      const workspace = await findWorkspace(deps.db.kysely, workspaceId, author.userId)
      return workspace === null ? refuse('not_found') : answer(200, withRights(deps, workspace))
    },
  )
}

function remove(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'DELETE',
      path: '/workspaces/:workspaceId',
      name: 'deleteWorkspace',
      tag,
      summary: 'Delete a workspace with everything in it',
      role: 'owner',
      params,
      answers: { 204: null },
    },
    async ({ author, workspaceId }) => {
      const now = new Date(deps.clock.now())
      const raised = await deps.db.kysely.transaction().execute(async (tx) => {
        await deleteWorkspace(tx, workspaceId, now)
        await insertAudit(tx, { workspaceId, userId: author.userId, action: 'workspace_deleted', now })
        return raiseAccess(tx, { workspaceId })
      })
      publishAccess(deps.bus, raised)
      return answerEmpty()
    },
  )
}

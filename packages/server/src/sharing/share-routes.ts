import {
  canvasIdSchema,
  closedObject,
  createdShareSchema,
  pageOf,
  shareBodySchema,
  shareSchema,
  uuidOf,
} from '@flowstate/protocol'
import { insertAudit } from '../access/audit-repo.ts'
import { publishAccess, raiseAccess } from '../access/raise-access.ts'
import { hashToken, randomToken } from '../auth/tokens.ts'
import { findCanvas } from '../canvases/canvas-repo.ts'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { insertShare, listShares, revokeShare } from './share-repo.ts'

const tag = 'Sharing'
const params = closedObject({ canvasId: canvasIdSchema })
const hourMs = 3_600_000

/** Links are made and withdrawn by members who may edit; a link cannot make links. */
export function shareRoutes(deps: Deps): readonly Route[] {
  return [create(deps), list(deps), revoke(deps)]
}

function create(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/shares',
      name: 'createShare',
      tag,
      summary: 'Make a share link; its token is shown this once',
      role: 'editor',
      membersOnly: true,
      params,
      body: shareBodySchema,
      answers: { 201: createdShareSchema },
    },
    async ({ author, canvasId, role, body, origin }) => {
      const passwordHash = body.password === undefined ? null : await deps.passwords.hash(body.password)
      const nowMs = deps.clock.now()
      const now = new Date(nowMs)
      const token = randomToken()
      const share = await deps.db.kysely.transaction().execute(async (tx) => {
        const canvas = await findCanvas(tx, canvasId, role)
        if (canvas === null) return null
        const made = await insertShare(tx, {
          id: deps.newId(),
          canvasId,
          tokenHash: hashToken(token),
          scope: body.scope,
          passwordHash,
          createdBy: author.userId,
          now,
          expiresAt:
            body.expiresInHours === undefined ? null : new Date(nowMs + body.expiresInHours * hourMs),
        })
        await insertAudit(tx, {
          workspaceId: canvas.workspaceId,
          canvasId,
          userId: author.userId,
          action: 'share_created',
          detail: { shareId: made.id, scope: made.scope },
          now,
        })
        return made
      })
      if (share === null) return refuse('not_found')
      const url = `${deps.config.publicUrl ?? origin}/c/${canvasId}#share=${token}`
      return answer(201, { ...share, token, url })
    },
  )
}

function list(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'GET',
      path: '/canvases/:canvasId/shares',
      name: 'listShares',
      tag,
      summary: 'Share links that are in force',
      role: 'editor',
      membersOnly: true,
      params,
      answers: { 200: pageOf(shareSchema) },
    },
    async ({ canvasId }) => {
      const items = await listShares(deps.db.kysely, canvasId, new Date(deps.clock.now()))
      return answer(200, { items, nextCursor: null })
    },
  )
}

function revoke(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'DELETE',
      path: '/canvases/:canvasId/shares/:shareId',
      name: 'revokeShare',
      tag,
      summary: 'Withdraw a share link; whoever came through it is out',
      role: 'editor',
      membersOnly: true,
      params: closedObject({ canvasId: canvasIdSchema, shareId: uuidOf<string>('share link') }),
      answers: { 204: null },
    },
    async ({ author, canvasId, role, params: { shareId } }) => {
      const now = new Date(deps.clock.now())
      const raised = await deps.db.kysely.transaction().execute(async (tx) => {
        const canvas = await findCanvas(tx, canvasId, role)
        if (canvas === null || !(await revokeShare(tx, { canvasId, shareId, now }))) return null
        const { workspaceId } = canvas
        const detail = { shareId }
        await insertAudit(tx, {
          workspaceId,
          canvasId,
          userId: author.userId,
          action: 'share_revoked',
          detail,
          now,
        })
        return raiseAccess(tx, { canvasId })
      })
      if (raised === null) return refuse('not_found')
      publishAccess(deps.bus, raised)
      return answerEmpty()
    },
  )
}

import { genesisHash, toHex } from '@flowstate/engine'
import { canvasIdSchema, canvasSchema, closedObject, duplicateBodySchema } from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent, refusalOf } from '../log/log-answers.ts'
import { findCanvas } from './canvas-repo.ts'
import { duplicateCanvas } from './duplicate-canvas.ts'

/** A copy with a log of its own (CM11). */
export function duplicateRoutes(deps: Deps): readonly Route[] {
  return [duplicate(deps)]
}

function duplicate(deps: Deps): Route {
  return canvasRoute(
    {
      method: 'POST',
      path: '/canvases/:canvasId/duplicate',
      name: 'duplicateCanvas',
      tag: 'Canvases',
      summary: 'A new canvas with the state of a version, in the same workspace',
      role: 'editor',
      membersOnly: true,
      params: closedObject({ canvasId: canvasIdSchema }),
      body: duplicateBodySchema,
      bodyOptional: true,
      answers: { 201: canvasSchema },
    },
    async ({ author, canvasId, role, body }) => {
      const source = await openCurrent(deps, canvasId)
      const listed = await findCanvas(deps.db.kysely, canvasId, role)
      if (source === null || listed === null) return refuse('not_found')
      const version = body.at ?? source.head.version
      const { originId } = source.head
      const state = version > source.head.version ? null : await deps.logs.stateAt(canvasId, version)
      if (state === null) return refuse('version_beyond_head', { path: '/at' })
      const hash = version === 0 ? toHex(genesisHash(originId, deps.sha256)) : await source.hashOf(version)
      if (hash === null) return refuse('version_beyond_head', { path: '/at' })
      const copy = await duplicateCanvas(deps, {
        author,
        source: canvasId,
        // Not the one in the head: that may be of before a move.
        workspaceId: listed.workspaceId,
        name: body.name ?? (listed.unnamed ? null : `${listed.name} (copy)`.slice(0, 100)),
        forkedFrom: { originId, version, hash },
        state,
      })
      if (copy.kind === 'refused') return refusalOf(copy)
      const canvas = await findCanvas(deps.db.kysely, copy.id, role)
      return canvas === null ? refuse('not_found') : answer(201, canvas)
    },
  )
}

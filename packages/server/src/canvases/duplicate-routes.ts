import {
  type CanvasId,
  genesisHash,
  limits,
  type OperationId,
  type ProposedChange,
  toHex,
} from '@flowstate/engine'
import {
  canvasIdSchema,
  canvasSchema,
  closedObject,
  duplicateBodySchema,
  type ForkedFrom,
} from '@flowstate/protocol'
import type { Author } from '../access/author.ts'
import type { Deps } from '../deps.ts'
import { answer, refuse } from '../http/answer.ts'
import { canvasRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { openCurrent, refusalOf } from '../log/log-answers.ts'
import { findCanvas, insertCanvas } from './canvas-repo.ts'
import { importChanges, inBatches } from './import-changes.ts'

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
      const { originId, workspaceId } = source.head
      const state = version > source.head.version ? null : await deps.logs.stateAt(canvasId, version)
      if (state === null) return refuse('version_beyond_head', { path: '/at' })
      const hash = version === 0 ? toHex(genesisHash(originId, deps.sha256)) : await source.hashOf(version)
      if (hash === null) return refuse('version_beyond_head', { path: '/at' })
      const id = deps.newId() as CanvasId
      const forkedFrom: ForkedFrom = { originId, version, hash }
      await insertCanvas(deps.db.kysely, {
        id,
        workspaceId,
        name: body.name ?? `${listed.name} (copy)`.slice(0, 100),
        genesisHash: genesisHash(id, deps.sha256),
        forkedFrom,
        createdBy: author.userId,
        now: new Date(deps.clock.now()),
      })
      const refused = await commitImport(deps, { canvasId: id, author, changes: importChanges(state) })
      if (refused !== null) return refused
      const canvas = await findCanvas(deps.db.kysely, id, role)
      return canvas === null ? refuse('not_found') : answer(201, canvas)
    },
  )
}

/** Consecutive `import` operations, each within the limits of a proposal (OP2). */
async function commitImport(
  deps: Deps,
  job: { readonly canvasId: CanvasId; readonly author: Author; readonly changes: readonly ProposedChange[] },
) {
  for (const changes of inBatches(job.changes, limits.changesPerOperationMax, limits.operationBytesMax / 2)) {
    const id = deps.newId() as OperationId
    const proposal = { id, kind: 'import', changes }
    const outcome = await deps.logs.commit(job.canvasId, job.author, { name: 'operation', proposal })
    if (outcome.kind === 'refused') return refusalOf(outcome)
  }
  return null
}

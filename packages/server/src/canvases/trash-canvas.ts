import type { CanvasId } from '@flowstate/engine'
import { insertAudit } from '../access/audit-repo.ts'
import type { Author } from '../access/author.ts'
import { publishAccess, raiseAccess } from '../access/raise-access.ts'
import type { Deps } from '../deps.ts'
import { deleteCanvasForEver, setTrashed } from './canvas-repo.ts'

async function setTrashedAndTell(
  deps: Deps,
  change: { readonly author: Author; readonly canvasId: CanvasId; readonly trashed: boolean },
): Promise<void> {
  const { author, canvasId, trashed } = change
  const now = new Date(deps.clock.now())
  const raised = await deps.db.kysely.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('canvases')
      .select('workspace_id')
      .where('id', '=', canvasId)
      .where('trashed_at', trashed ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (row === undefined) return []
    await setTrashed(tx, canvasId, trashed ? now : null)
    const action = trashed ? 'canvas_trashed' : 'canvas_recovered'
    await insertAudit(tx, { workspaceId: row.workspace_id, canvasId, userId: author.userId, action, now })
    return raiseAccess(tx, { canvasId })
  })
  publishAccess(deps.bus, raised)
}

/** Nobody can read or write a canvas in the trash; its log stays whole. */
export function moveToTrash(deps: Deps, author: Author, canvasId: CanvasId): Promise<void> {
  return setTrashedAndTell(deps, { author, canvasId, trashed: true })
}

export function recoverFromTrash(deps: Deps, author: Author, canvasId: CanvasId): Promise<void> {
  return setTrashedAndTell(deps, { author, canvasId, trashed: false })
}

/** CM12: from the trash only; the audit keeps id, head hash and date. False when it is not in the trash. */
export async function deleteForEver(deps: Deps, author: Author, canvasId: CanvasId): Promise<boolean> {
  const now = new Date(deps.clock.now())
  return deps.db.kysely.transaction().execute(async (tx) => {
    const gone = await deleteCanvasForEver(tx, canvasId)
    if (gone === null) return false
    const { workspaceId, version, headHash } = gone
    const detail = { version, headHash }
    const action = 'canvas_deleted'
    await insertAudit(tx, { workspaceId, canvasId, userId: author.userId, action, detail, now })
    return true
  })
}

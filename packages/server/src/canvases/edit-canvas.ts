import type { CanvasId } from '@flowstate/engine'
import { type CanvasPatch, roleAtLeast } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import { readWorkspaceRole } from '../access/access-repo.ts'
import { insertAudit } from '../access/audit-repo.ts'
import type { Author } from '../access/author.ts'
import { publishAccess, type RaisedAccess, raiseAccess } from '../access/raise-access.ts'
import type { Deps } from '../deps.ts'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import { endForeignShares } from '../sharing/share-repo.ts'
import type { Schema } from '../storage/schema.ts'
import { lockHome, renameCanvas, setWorkspace } from './canvas-repo.ts'

interface CanvasEdit {
  readonly author: Author
  readonly canvasId: CanvasId
  readonly patch: CanvasPatch
}

type Outcome = RefusedAnswer | RaisedAccess | 'moved meanwhile'

/** Renames a canvas, moves it to another workspace, or both: all of it or nothing. Null: done. */
export async function editCanvas(deps: Deps, edit: CanvasEdit): Promise<RefusedAnswer | null> {
  const now = new Date(deps.clock.now())
  const outcome = await deps.db.kysely.transaction().execute(async (tx): Promise<Outcome> => {
    const raised = edit.patch.workspaceId === undefined ? [] : await move(tx, edit, now)
    if (typeof raised === 'string' || 'kind' in raised || edit.patch.name === undefined) return raised
    await renameCanvas(tx, edit.canvasId, edit.patch.name, now)
    // The number tells every room that the canvas is another one, on every instance (AC5).
    return raised.length > 0 ? raised : raiseAccess(tx, { canvasId: edit.canvasId })
  })
  // Somebody else's move came between: their workspace decides now, not the one that was looked at.
  if (outcome === 'moved meanwhile') return editCanvas(deps, edit)
  if ('kind' in outcome) return outcome
  publishAccess(deps.bus, outcome)
  return null
}

/**
 * Moving takes a canvas away from the members it had: admins may, and whoever made it while they may edit. In the workspace
 * it goes to one has to be an editor, as for a new canvas. A workspace that is not the caller's answers as one that does
 * not exist (AC1). Links that members of the new workspace could not have made end for good.
 */
async function move(
  tx: Kysely<Schema>,
  { author, canvasId, patch }: CanvasEdit,
  now: Date,
): Promise<Outcome> {
  const to = patch.workspaceId
  const before = await tx
    .selectFrom('canvases')
    .select('workspace_id')
    .where('id', '=', canvasId)
    .executeTakeFirst()
  if (before === undefined || to === undefined) return refuse('not_found')
  const from = before.workspace_id
  // Members change under the lock of their workspace; in the order of ids, two moves cannot wait for each other.
  await sql`select 1 from workspaces where id in (${from}, ${to}) order by id for share`.execute(tx)
  const home = await lockHome(tx, canvasId)
  if (home === null) return refuse('not_found')
  if (home.workspaceId !== from) return 'moved meanwhile'
  const roleIn = (workspaceId: typeof to) =>
    readWorkspaceRole(tx, { workspaceId, author, nowMs: now.getTime() })
  const own = await roleIn(from)
  const needed = home.createdBy === author.userId ? 'editor' : 'admin'
  if (own === null || !roleAtLeast(own, needed)) return refuse('forbidden')
  const there = await roleIn(to)
  if (there === null) return refuse('not_found')
  if (!roleAtLeast(there, 'editor')) return refuse('forbidden')
  if (from === to) return []
  await setWorkspace(tx, canvasId, to)
  await endForeignShares(tx, canvasId, now)
  const entry = { canvasId, userId: author.userId, action: 'canvas_moved', now }
  await insertAudit(tx, { ...entry, workspaceId: from, detail: { to } })
  await insertAudit(tx, { ...entry, workspaceId: to, detail: { from } })
  return raiseAccess(tx, { canvasId })
}

import type { CanvasId, UserId } from '@flowstate/engine'
import { type Canvas, type Role, strongerRole } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import { roleOfScopes, type ShareScopes } from '../access/access-repo.ts'
import type { Schema } from '../storage/schema.ts'
import { type CanvasRow, canvasColumns, canvasSource, toCanvas } from './canvas-repo.ts'

interface MyCanvasRow extends CanvasRow {
  readonly member_role: Role | null
  readonly scopes: ShareScopes
}

/**
 * Everything somebody may open: canvases of their workspaces, and those whose share links they have followed, by the same
 * rules as `readCanvasAccess`. Newest id first; `afterId` is the last of the page before.
 */
export async function listMyCanvases(
  db: Kysely<Schema>,
  page: {
    readonly userId: UserId
    readonly afterId: CanvasId | null
    readonly limit: number
    readonly now: Date
  },
): Promise<Canvas[]> {
  const { userId, afterId, limit, now } = page
  const { rows } = await sql<MyCanvasRow>`
    with shared as (
      select l.canvas_key, array_agg(l.scope) as scopes
      from share_grants g
      join share_links l on l.id = g.share_id and l.revoked_at is null
        and (l.expires_at is null or l.expires_at > ${now})
      join canvases s on s.key = l.canvas_key
      join members maker on maker.workspace_id = s.workspace_id and maker.user_id = l.created_by
        and maker.role in ('editor', 'admin', 'owner')
      where g.user_id = ${userId}
      group by l.canvas_key)
    select ${canvasColumns}, m.role as member_role, shared.scopes
    from ${canvasSource}
    join workspaces w on w.id = c.workspace_id and w.deleted_at is null
    left join members m on m.workspace_id = c.workspace_id and m.user_id = ${userId}
    left join shared on shared.canvas_key = c.key
    where c.trashed_at is null and (${afterId}::uuid is null or c.id < ${afterId})
      and c.key in (
        select key from canvases where workspace_id in (select workspace_id from members where user_id = ${userId})
        union all select canvas_key from shared)
    order by c.id desc limit ${limit}`.execute(db)
  return rows.flatMap((row) => {
    const role = strongerRole(row.member_role, roleOfScopes(row.scopes))
    return role === null ? [] : [toCanvas(row, role)]
  })
}

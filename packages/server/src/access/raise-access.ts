import type { CanvasId, UserId, WorkspaceId } from '@flowstate/engine'
import { type Kysely, sql } from 'kysely'
import type { Bus } from '../bus/bus.ts'
import type { Schema } from '../storage/schema.ts'

/** Canvases whose access changed, with their new access_no. Published once the transaction is over. */
export type RaisedAccess = readonly { readonly canvasId: CanvasId; readonly accessNo: number }[]

/** Which canvases: one, all of a workspace, that of a share link, or all on which a person has a right. */
export type AccessScope =
  | { readonly canvasId: CanvasId }
  | { readonly workspaceId: WorkspaceId }
  | { readonly shareId: string }
  | { readonly userId: UserId }

function condition(scope: AccessScope) {
  if ('canvasId' in scope) return sql`id = ${scope.canvasId}`
  if ('workspaceId' in scope) return sql`workspace_id = ${scope.workspaceId}`
  if ('shareId' in scope) return sql`key = (select canvas_key from share_links where id = ${scope.shareId})`
  const { userId } = scope
  return sql`(workspace_id in (select workspace_id from members where user_id = ${userId})
    or key in (select canvas_key from canvas_access where user_id = ${userId})
    or key in (select l.canvas_key from share_links l join share_grants g on g.share_id = l.id
      where g.user_id = ${userId})
    or key in (select l.canvas_key from share_links l join auth_sessions s on s.share_id = l.id
      where s.user_id = ${userId} and s.revoked_at is null))`
}

/**
 * CM5: called in the very transaction that changes a right, in either direction: roles are cached with the number.
 * Rows are locked in the order of their keys, so that two such transactions cannot wait for each other.
 */
export async function raiseAccess(tx: Kysely<Schema>, scope: AccessScope): Promise<RaisedAccess> {
  const { rows } = await sql<{ id: CanvasId; access_no: number }>`
    update canvases set access_no = access_no + 1
    where key in (select key from canvases where ${condition(scope)} order by key for update)
    returning id, access_no`.execute(tx)
  return rows.map((row) => ({ canvasId: row.id, accessNo: row.access_no }))
}

/** Tells rooms to re-read the roles of their sessions (AC3). */
export function publishAccess(bus: Bus, raised: RaisedAccess): void {
  for (const { canvasId, accessNo } of raised) bus.publish({ kind: 'access_changed', canvasId, accessNo })
}

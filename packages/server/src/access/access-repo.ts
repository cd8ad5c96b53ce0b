import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import { type Role, strongerRole } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'
import type { Author } from './author.ts'

export interface CanvasAccess {
  readonly accessNo: number
  /** What the caller may do, by whatever way; null: a stranger. */
  readonly role: Role | null
  /** What membership alone gives. */
  readonly memberRole: Role | null
  readonly workspaceId: WorkspaceId
  readonly trashed: boolean
}

interface AccessRow {
  readonly access_no: number
  readonly workspace_id: WorkspaceId
  readonly trashed: boolean
  readonly gone: boolean
  readonly member_role: Role | null
  readonly scopes: ShareScopes
}

export type ShareScopes = readonly ('view' | 'comment' | 'edit')[] | null

const scopeRoles = { view: 'viewer', comment: 'commenter', edit: 'editor' } as const satisfies Record<
  string,
  Role
>

/** The strongest role that share links give. */
export function roleOfScopes(scopes: ShareScopes): Role | null {
  return (scopes ?? []).reduce<Role | null>((best, scope) => strongerRole(best, scopeRoles[scope]), null)
}

/**
 * Everything that gives a right on a canvas, read in one statement: a login that is still open, membership (not for logins
 * limited to a canvas), and share links that are neither withdrawn nor expired and whose maker may still share.
 * Null when there is no such canvas.
 */
export async function readCanvasAccess(
  db: Kysely<Schema>,
  ask: { readonly canvasId: CanvasId; readonly author: Author; readonly nowMs: number },
): Promise<CanvasAccess | null> {
  const now = new Date(ask.nowMs)
  const { rows } = await sql<AccessRow>`
    select c.access_no, c.workspace_id, c.trashed_at is not null as trashed, w.deleted_at is not null as gone,
      m.role as member_role,
      (select array_agg(l.scope) from share_links l
        join members maker on maker.workspace_id = c.workspace_id and maker.user_id = l.created_by
          and maker.role in ('editor', 'admin', 'owner')
        where l.canvas_key = c.key and l.revoked_at is null and (l.expires_at is null or l.expires_at > ${now})
          and (l.id = s.share_id or (s.share_id is null and exists (
            select 1 from share_grants g where g.share_id = l.id and g.user_id = s.user_id)))) as scopes
    from canvases c
    join workspaces w on w.id = c.workspace_id
    left join auth_sessions s on s.id = ${ask.author.sessionId} and s.user_id = ${ask.author.userId}
      and s.revoked_at is null and s.expires_at > ${now}
    left join members m on m.workspace_id = c.workspace_id and m.user_id = s.user_id and s.share_id is null
    where c.id = ${ask.canvasId}`.execute(db)
  const row = rows[0]
  if (row === undefined) return null
  // Everybody is a stranger to a deleted workspace; the number still tells rooms that something changed.
  const memberRole = row.gone ? null : row.member_role
  const shared = row.gone ? null : roleOfScopes(row.scopes)
  return {
    accessNo: row.access_no,
    role: strongerRole(memberRole, shared),
    memberRole,
    workspaceId: row.workspace_id,
    trashed: row.trashed,
  }
}

/** The role of membership; null for strangers, closed logins, and logins limited to a canvas. */
export async function readWorkspaceRole(
  db: Kysely<Schema>,
  ask: { readonly workspaceId: WorkspaceId; readonly author: Author; readonly nowMs: number },
): Promise<Role | null> {
  const row = await db
    .selectFrom('members as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .innerJoin('auth_sessions as s', 's.user_id', 'm.user_id')
    .select('m.role')
    .where('m.workspace_id', '=', ask.workspaceId)
    .where('m.user_id', '=', ask.author.userId)
    .where('w.deleted_at', 'is', null)
    .where('s.id', '=', ask.author.sessionId)
    .where('s.share_id', 'is', null)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', new Date(ask.nowMs))
    .executeTakeFirst()
  return row?.role ?? null
}

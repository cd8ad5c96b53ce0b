import type { CanvasId, UserId } from '@flowstate/engine'
import type { Share, ShareScope } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

export interface NewShare {
  readonly id: string
  readonly canvasId: CanvasId
  readonly tokenHash: Buffer
  readonly scope: ShareScope
  readonly passwordHash: string | null
  readonly createdBy: UserId
  readonly now: Date
  readonly expiresAt: Date | null
}

export async function insertShare(db: Kysely<Schema>, share: NewShare): Promise<Share> {
  await db
    .insertInto('share_links')
    .values((expression) => ({
      id: share.id,
      canvas_key: expression.selectFrom('canvases').select('key').where('id', '=', share.canvasId),
      token_hash: share.tokenHash,
      scope: share.scope,
      password_hash: share.passwordHash,
      created_by: share.createdBy,
      created_at: share.now,
      expires_at: share.expiresAt,
      revoked_at: null,
    }))
    .execute()
  return {
    id: share.id,
    canvasId: share.canvasId,
    scope: share.scope,
    hasPassword: share.passwordHash !== null,
    createdBy: share.createdBy,
    createdAt: share.now.toISOString(),
    ...(share.expiresAt === null ? {} : { expiresAt: share.expiresAt.toISOString() }),
  }
}

/** Links that still open something, newest first. */
export async function listShares(db: Kysely<Schema>, canvasId: CanvasId, now: Date): Promise<Share[]> {
  const rows = await db
    .selectFrom('share_links as l')
    .innerJoin('canvases as c', 'c.key', 'l.canvas_key')
    .select(['l.id', 'l.scope', 'l.password_hash', 'l.created_by', 'l.created_at', 'l.expires_at'])
    .where('c.id', '=', canvasId)
    .where('l.revoked_at', 'is', null)
    .where((where) => where.or([where('l.expires_at', 'is', null), where('l.expires_at', '>', now)]))
    .orderBy('l.id', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    canvasId,
    scope: row.scope,
    hasPassword: row.password_hash !== null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.toISOString() }),
  }))
}

/** False when there is no such open link on this canvas. */
export async function revokeShare(
  tx: Kysely<Schema>,
  which: { readonly canvasId: CanvasId; readonly shareId: string; readonly now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update share_links set revoked_at = ${which.now}
    where id = ${which.shareId} and revoked_at is null
      and canvas_key = (select key from canvases where id = ${which.canvasId}) returning id`.execute(tx)
  return rows.length > 0
}

/** Ends the links of a canvas whose makers may not share it where it is now. */
export async function endForeignShares(tx: Kysely<Schema>, canvasId: CanvasId, now: Date): Promise<void> {
  await sql`
    update share_links set revoked_at = ${now}
    from canvases c
    where c.id = ${canvasId} and canvas_key = c.key and revoked_at is null and not exists (
      select 1 from members m where m.workspace_id = c.workspace_id and m.user_id = share_links.created_by
        and m.role in ('editor', 'admin', 'owner'))`.execute(tx)
}

export interface OpenShare {
  readonly shareId: string
  readonly canvasId: CanvasId
  readonly passwordHash: string | null
}

/**
 * The link of a token, if it still opens the canvas: not withdrawn, not expired, its maker may still share, the canvas is
 * not in the trash. Unknown, expired and revoked are alike.
 */
export async function findOpenShare(
  db: Kysely<Schema>,
  tokenHash: Buffer,
  now: Date,
): Promise<OpenShare | null> {
  const { rows } = await sql<{ id: string; canvas_id: CanvasId; password_hash: string | null }>`
    select l.id, c.id as canvas_id, l.password_hash
    from share_links l
    join canvases c on c.key = l.canvas_key and c.trashed_at is null
    join workspaces w on w.id = c.workspace_id and w.deleted_at is null
    join members m on m.workspace_id = w.id and m.user_id = l.created_by and m.role in ('editor', 'admin', 'owner')
    where l.token_hash = ${tokenHash} and l.revoked_at is null
      and (l.expires_at is null or l.expires_at > ${now})`.execute(db)
  const row = rows[0]
  return row === undefined
    ? null
    : { shareId: row.id, canvasId: row.canvas_id, passwordHash: row.password_hash }
}

/** Ends every link whose time is over; answers the canvases they were for. */
export async function endExpiredShares(tx: Kysely<Schema>, now: Date): Promise<readonly CanvasId[]> {
  const { rows } = await sql<{ id: CanvasId }>`
    with ended as (
      update share_links set revoked_at = expires_at where revoked_at is null and expires_at <= ${now} returning canvas_key)
    select distinct c.id from canvases c join ended on ended.canvas_key = c.key`.execute(tx)
  return rows.map((row) => row.id)
}

import type { UserId } from '@flowstate/engine'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

export interface NewReset {
  readonly tokenHash: Buffer
  readonly userId: UserId
  /** The owner who makes the link; null when it goes out by mail. */
  readonly makerId: UserId | null
  readonly now: Date
  readonly expiresAt: Date
}

export async function insertReset(db: Kysely<Schema>, reset: NewReset): Promise<void> {
  await db
    .insertInto('password_resets')
    .values({
      token_hash: reset.tokenHash,
      user_id: reset.userId,
      created_by: reset.makerId,
      created_at: reset.now,
      expires_at: reset.expiresAt,
      used_at: null,
    })
    .execute()
}

export interface OpenReset {
  readonly userId: UserId
  readonly email: string
  readonly makerId: UserId | null
}

/** What a token resets, if it still does. Unknown, expired and used are alike. */
export async function findOpenReset(
  db: Kysely<Schema>,
  tokenHash: Buffer,
  now: Date,
): Promise<OpenReset | null> {
  const row = await db
    .selectFrom('password_resets as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select(['r.user_id', 'u.email', 'r.created_by'])
    .where('r.token_hash', '=', tokenHash)
    .where('r.used_at', 'is', null)
    .where('r.expires_at', '>', now)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined || row.email === null) return null
  return { userId: row.user_id, email: row.email, makerId: row.created_by }
}

/** Two resets of one account, by two tokens perhaps, take turns. */
export async function lockAccount(tx: Kysely<Schema>, userId: UserId): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute()
}

/** One reset is enough: whatever other links there are for the account open nothing any more. */
export async function spendResets(tx: Kysely<Schema>, userId: UserId, now: Date): Promise<void> {
  await tx
    .updateTable('password_resets')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute()
}

/**
 * Whether whoever makes a link for somebody owns all that the link would open: a workspace in which that person is a member
 * and no owner, and every other one that holds a canvas or another person, and the canvas of every share link they hold.
 * Anybody can become an owner by making a workspace and adding others to it; that alone must not open their accounts.
 */
export async function ownsAllOf(
  db: Kysely<Schema>,
  ask: { readonly makerId: UserId; readonly userId: UserId; readonly now: Date },
): Promise<boolean> {
  const { makerId, userId, now } = ask
  const isOwned = sql`exists (
    select 1 from members o where o.workspace_id = w.id and o.user_id = ${makerId} and o.role = 'owner')`
  const { rows } = await sql<{ helps: boolean; elsewhere: boolean }>`
    with mine as (
      select w.id, m.role, ${isOwned} as owned,
        exists (select 1 from canvases c where c.workspace_id = w.id)
          or exists (select 1 from members n where n.workspace_id = w.id and n.user_id <> m.user_id) as used
      from members m join workspaces w on w.id = m.workspace_id and w.deleted_at is null
      where m.user_id = ${userId})
    select exists (select 1 from mine where owned and role <> 'owner') as helps,
      exists (select 1 from mine where used and not owned)
      or exists (
        select 1 from canvases c join workspaces w on w.id = c.workspace_id and w.deleted_at is null
        where not ${isOwned} and (
          exists (select 1 from canvas_access a
            where a.canvas_key = c.key and a.user_id = ${userId} and a.role <> 'none')
          or exists (select 1 from share_links l join share_grants g on g.share_id = l.id
            where l.canvas_key = c.key and g.user_id = ${userId}
              and l.revoked_at is null and (l.expires_at is null or l.expires_at > ${now})))) as elsewhere
  `.execute(db)
  return rows.some(({ helps, elsewhere }) => helps && !elsewhere)
}

import type { SessionId, UserId } from '@flowstate/engine'
import type { Kysely } from 'kysely'
import type { Author } from '../access/author.ts'
import type { Schema } from '../storage/schema.ts'

/** Who a login is, if it is still open; null otherwise. Name and colour are those of now. */
export async function readAuthor(
  db: Kysely<Schema>,
  ask: { readonly userId: UserId; readonly sessionId: SessionId; readonly nowMs: number },
): Promise<Author | null> {
  const row = await db
    .selectFrom('auth_sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('share_links as l', 'l.id', 's.share_id')
    .leftJoin('canvases as c', 'c.key', 'l.canvas_key')
    .select(['u.display_name', 'u.color', 'u.guest', 's.share_id', 'c.id as canvas_id'])
    .where('s.id', '=', ask.sessionId)
    .where('s.user_id', '=', ask.userId)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', new Date(ask.nowMs))
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const author = {
    userId: ask.userId,
    sessionId: ask.sessionId,
    displayName: row.display_name,
    color: row.color,
    guest: row.guest,
  }
  return row.share_id === null || row.canvas_id === null
    ? author
    : { ...author, share: { shareId: row.share_id, canvasId: row.canvas_id } }
}

export interface NewLogin {
  readonly sessionId: SessionId
  readonly userId: UserId
  readonly shareId: string | null
  readonly userAgent: string
  readonly ip: string
  readonly tokenHash: Buffer
  readonly now: Date
  readonly expiresAt: Date
}

export async function insertLogin(db: Kysely<Schema>, login: NewLogin): Promise<void> {
  await db
    .insertInto('auth_sessions')
    .values({
      id: login.sessionId,
      user_id: login.userId,
      share_id: login.shareId,
      user_agent: login.userAgent,
      ip: login.ip,
      created_at: login.now,
      last_used_at: login.now,
      expires_at: login.expiresAt,
      revoked_at: null,
    })
    .execute()
  await insertRefreshToken(db, login)
}

export async function insertRefreshToken(
  db: Kysely<Schema>,
  token: Pick<NewLogin, 'tokenHash' | 'sessionId' | 'now' | 'expiresAt'>,
): Promise<void> {
  await db
    .insertInto('refresh_tokens')
    .values({
      token_hash: token.tokenHash,
      session_id: token.sessionId,
      created_at: token.now,
      expires_at: token.expiresAt,
      used_at: null,
    })
    .execute()
}

/** Ends logins of a user; answers which were open. `keep` is left alone. */
export async function closeLogins(
  db: Kysely<Schema>,
  which: {
    readonly userId: UserId
    readonly only?: SessionId
    readonly keep?: SessionId
    readonly now: Date
  },
): Promise<readonly SessionId[]> {
  let update = db
    .updateTable('auth_sessions')
    .set({ revoked_at: which.now })
    .where('user_id', '=', which.userId)
    .where('revoked_at', 'is', null)
  if (which.only !== undefined) update = update.where('id', '=', which.only)
  if (which.keep !== undefined) update = update.where('id', '!=', which.keep)
  const rows = await update.returning('id').execute()
  return rows.map((row) => row.id as SessionId)
}

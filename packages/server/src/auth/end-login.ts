import type { SessionId, UserId } from '@flowstate/engine'
import type { Author } from '../access/author.ts'
import type { Deps } from '../deps.ts'
import { closeLogins } from './login-repo.ts'
import { hashToken } from './tokens.ts'

async function ownerOf(deps: Deps, refreshToken: string) {
  const row = await deps.db.kysely
    .selectFrom('refresh_tokens as t')
    .innerJoin('auth_sessions as s', 's.id', 't.session_id')
    .select(['s.id', 's.user_id'])
    .where('t.token_hash', '=', hashToken(refreshToken))
    .executeTakeFirst()
  return row === undefined ? null : { userId: row.user_id, sessionId: row.id as SessionId }
}

/** Ends the login named by the access token, or else by the refresh token; nothing if neither names one. */
export async function endLogin(
  deps: Deps,
  author: Author | null,
  refreshToken: string | undefined,
): Promise<void> {
  const login = author ?? (refreshToken === undefined ? null : await ownerOf(deps, refreshToken))
  if (login === null) return
  await closeAndTell(deps, { userId: login.userId, only: login.sessionId })
}

/** Closes logins of a user and their sockets (AC3). */
export async function closeAndTell(
  deps: Deps,
  which: { readonly userId: UserId; readonly only?: SessionId; readonly keep?: SessionId },
): Promise<readonly SessionId[]> {
  const sessionIds = await closeLogins(deps.db.kysely, { ...which, now: new Date(deps.clock.now()) })
  if (sessionIds.length > 0) deps.bus.publish({ kind: 'login_closed', userId: which.userId, sessionIds })
  return sessionIds
}

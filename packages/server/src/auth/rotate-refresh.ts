import type { SessionId, UserId } from '@flowstate/engine'
import type { Deps } from '../deps.ts'
import { closeLogins, insertRefreshToken } from './login-repo.ts'
import { loginEndsAt } from './open-login.ts'
import { hashToken } from './tokens.ts'

/** Two tabs that refresh at once, or a client whose answer was lost, get the same successor within this time. */
const graceMs = 10_000

export type Rotation =
  | {
      readonly kind: 'rotated'
      readonly userId: UserId
      readonly sessionId: SessionId
      readonly limited: boolean
      readonly refreshToken: string
    }
  /** Unknown, expired, or of a closed login. */
  | { readonly kind: 'refused' }

/**
 * Rotates a refresh token. The row is locked, so of several at once one rotates and the others, within the grace, are given
 * the same successor. A spent token after the grace, or one whose successor has been used, is a copy in wrong hands: the
 * whole login ends, its sockets too.
 */
export async function rotateRefreshToken(deps: Deps, refreshToken: string): Promise<Rotation> {
  const now = new Date(deps.clock.now())
  const next = deps.tokens.nextRefreshToken(refreshToken)
  const outcome = await deps.db.kysely.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('refresh_tokens as t')
      .innerJoin('auth_sessions as s', 's.id', 't.session_id')
      .innerJoin('users as u', 'u.id', 's.user_id')
      .select(['t.session_id', 't.used_at', 's.user_id', 's.share_id'])
      .where('t.token_hash', '=', hashToken(refreshToken))
      .where('t.expires_at', '>', now)
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', now)
      .where('u.disabled_at', 'is', null)
      .forUpdate(['t'])
      .executeTakeFirst()
    if (row === undefined) return { kind: 'refused' } as const
    const sessionId = row.session_id as SessionId
    const rotated = {
      kind: 'rotated',
      userId: row.user_id,
      sessionId,
      limited: row.share_id !== null,
    } as const
    if (row.used_at !== null) {
      const successor = await tx
        .selectFrom('refresh_tokens')
        .select('used_at')
        .where('token_hash', '=', hashToken(next))
        .executeTakeFirst()
      const inGrace = now.getTime() - row.used_at.getTime() <= graceMs
      if (inGrace && successor !== undefined && successor.used_at === null) return rotated
      await closeLogins(tx, { userId: row.user_id, only: sessionId, now })
      return { kind: 'reused', userId: row.user_id, sessionId } as const
    }
    const expiresAt = loginEndsAt(now.getTime())
    await tx
      .updateTable('refresh_tokens')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(refreshToken))
      .execute()
    await insertRefreshToken(tx, { tokenHash: hashToken(next), sessionId, now, expiresAt })
    await tx
      .updateTable('auth_sessions')
      .set({ last_used_at: now, expires_at: expiresAt })
      .where('id', '=', sessionId)
      .execute()
    return rotated
  })
  if (outcome.kind === 'reused') {
    deps.bus.publish({ kind: 'login_closed', userId: outcome.userId, sessionIds: [outcome.sessionId] })
    deps.log.warn({ userId: outcome.userId }, 'a spent refresh token came back; its login was closed')
    return { kind: 'refused' }
  }
  return outcome.kind === 'rotated' ? { ...outcome, refreshToken: next } : outcome
}

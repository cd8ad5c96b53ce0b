import type { SessionId, UserId } from '@flowstate/engine'
import type { Deps } from '../deps.ts'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import type { Mailer } from '../mail/mailer.ts'
import { closeLogins } from './login-repo.ts'
import { passwordRefusal } from './password-policy.ts'
import { findOpenReset, insertReset, lockAccount, ownsAllOf, spendResets } from './reset-repo.ts'
import { hashToken, randomToken } from './tokens.ts'
import { findUserByEmail, updateUser } from './user-repo.ts'

const resetMs = 3_600_000

interface ResetLink {
  readonly url: string
  /** 256 random bits; kept as a hash only. */
  readonly token: string
  readonly expiresAt: Date
}

/** A link that sets a new password, once, within an hour. The token is in the fragment, which browsers send nowhere. */
export async function makeResetLink(
  deps: Deps,
  reset: { readonly userId: UserId; readonly makerId: UserId | null; readonly base: string },
): Promise<ResetLink> {
  const token = randomToken()
  const nowMs = deps.clock.now()
  const expiresAt = new Date(nowMs + resetMs)
  await insertReset(deps.db.kysely, {
    userId: reset.userId,
    makerId: reset.makerId,
    tokenHash: hashToken(token),
    now: new Date(nowMs),
    expiresAt,
  })
  return { url: `${reset.base}/reset#token=${token}`, token, expiresAt }
}

/** Sends a link to the account of that address, if there is one. Guests have neither address nor password. */
export async function mailResetLink(
  deps: Deps,
  mailer: Mailer,
  ask: { readonly email: string; readonly base: string },
): Promise<void> {
  const user = await findUserByEmail(deps.db.kysely, ask.email)
  if (user === null) return
  const { url } = await makeResetLink(deps, { userId: user.id, makerId: null, base: ask.base })
  await mailer.send({
    to: ask.email,
    subject: 'A new password for FlowState',
    text: [
      'Somebody, most likely you, asked for a new password for your FlowState account.',
      `This link sets one, once, within an hour:\n\n${url}`,
      'It signs you out everywhere else. If it was not you, do nothing: your password stays as it is.',
    ].join('\n\n'),
  })
}

/** Sets the password and ends every login of the account. Null when done. A refused password leaves the token usable. */
export async function resetPassword(
  deps: Deps,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<RefusedAnswer | null> {
  const tokenHash = hashToken(token)
  const now = new Date(deps.clock.now())
  const reset = await findOpenReset(deps.db.kysely, tokenHash, now)
  if (reset === null) return refuse('not_found')
  const { userId, makerId, email } = reset
  const weak = passwordRefusal(password, email)
  if (weak !== undefined) return refuse('weak_password', { detail: weak, path: '/password' })
  const passwordHash = await deps.passwords.hash(password)
  const closed = await deps.db.kysely
    .transaction()
    .execute(async (tx): Promise<readonly SessionId[] | null> => {
      await lockAccount(tx, userId)
      if ((await findOpenReset(tx, tokenHash, now)) === null) return null
      // The person may have got more since the link was made, or its maker may have less.
      if (makerId !== null && !(await ownsAllOf(tx, { makerId, userId, now }))) return null
      await updateUser(tx, userId, { passwordHash })
      await spendResets(tx, userId, now)
      return closeLogins(tx, { userId, now })
    })
  if (closed === null) return refuse('not_found')
  deps.throttle.succeeded([`account:${email}`])
  if (closed.length > 0) deps.bus.publish({ kind: 'login_closed', userId, sessionIds: closed })
  return null
}

import type { SessionId, UserId } from '@flowstate/engine'
import type { LoginAnswer } from '@flowstate/protocol'
import type { Kysely } from 'kysely'
import type { Deps } from '../deps.ts'
import { type Answer, answer, type CookieOrder } from '../http/answer.ts'
import type { RequestFacts } from '../http/route.ts'
import type { Schema } from '../storage/schema.ts'
import { insertLogin } from './login-repo.ts'
import { accessTokenSeconds, hashToken, randomToken } from './tokens.ts'
import { accountOf, findHomeWorkspace, type StoredUser } from './user-repo.ts'

/** A login ends after this many days without a refresh. */
const loginDays = 60

export const loginEndsAt = (nowMs: number) => new Date(nowMs + loginDays * 86_400_000)

export interface OpenLogin {
  readonly sessionId: SessionId
  readonly refreshToken: string
}

/** Starts a login: a session and the first refresh token of its family. */
export async function openLogin(
  deps: Deps,
  tx: Kysely<Schema>,
  who: { readonly userId: UserId; readonly shareId: string | null; readonly facts: RequestFacts },
): Promise<OpenLogin> {
  const refreshToken = randomToken()
  const sessionId = deps.newId() as SessionId
  await insertLogin(tx, {
    sessionId,
    userId: who.userId,
    shareId: who.shareId,
    userAgent: who.facts.userAgent,
    ip: who.facts.ip,
    tokenHash: hashToken(refreshToken),
    now: new Date(deps.clock.now()),
    expiresAt: loginEndsAt(deps.clock.now()),
  })
  return { sessionId, refreshToken }
}

/** The web app gets its refresh token as a cookie no script can read; everybody else in the body. */
export function carryRefreshToken(
  web: boolean,
  refreshToken: string,
): { readonly inBody: { readonly refreshToken?: string }; readonly cookie?: CookieOrder } {
  if (!web) return { inBody: { refreshToken } }
  return { inBody: {}, cookie: { set: refreshToken, maxAgeSeconds: loginDays * 86_400 } }
}

/** The answer to everything that signs somebody in. */
export async function answerLogin(
  deps: Deps,
  login: OpenLogin & { readonly user: StoredUser; readonly limited: boolean },
  how: { readonly status: 200 | 201; readonly web: boolean },
): Promise<Answer<LoginAnswer>> {
  const { inBody, cookie } = carryRefreshToken(how.web, login.refreshToken)
  const body = {
    user: accountOf(login.user),
    accessToken: await deps.tokens.signAccess({ userId: login.user.id, sessionId: login.sessionId }),
    ...inBody,
    expiresInSeconds: accessTokenSeconds,
    workspaceId: login.limited ? null : await findHomeWorkspace(deps.db.kysely, login.user.id),
  }
  return answer(how.status, body, cookie)
}

import {
  type ExchangeAnswer,
  type ExchangeBody,
  exchangeAnswerSchema,
  exchangeBodySchema,
} from '@flowstate/protocol'
import { readCanvasAccess } from '../access/access-repo.ts'
import type { Author } from '../access/author.ts'
import { publishAccess, raiseAccess } from '../access/raise-access.ts'
import { createUser } from '../auth/create-account.ts'
import { carryRefreshToken, openLogin } from '../auth/open-login.ts'
import { accessTokenSeconds, hashToken } from '../auth/tokens.ts'
import { accountOf, findUser } from '../auth/user-repo.ts'
import type { Deps } from '../deps.ts'
import { type Answer, answer, refuse } from '../http/answer.ts'
import { addressBucket } from '../http/client-address.ts'
import { publicRoute } from '../http/define-route.ts'
import type { RequestFacts, Route } from '../http/route.ts'
import { findOpenShare, type OpenShare } from './share-repo.ts'

/** The door for people with a link. */
export function exchangeRoutes(deps: Deps): readonly Route[] {
  return [exchange(deps)]
}

function exchange(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/shares/exchange',
      name: 'exchangeShare',
      tag: 'Sharing',
      summary: 'Open a share link: the login asking is let in, or a guest limited to that canvas is made',
      body: exchangeBodySchema,
      answers: { 200: exchangeAnswerSchema },
    },
    async ({ body, author, ...facts }) => {
      const now = new Date(deps.clock.now())
      const share = await findOpenShare(deps.db.kysely, hashToken(body.token), now)
      // 256 random bits are not guessed; passwords are.
      if (share === null) return refuse('not_found')
      if (share.passwordHash !== null) {
        const keys = [`share:${share.shareId}:${addressBucket(facts.ip)}`]
        const wait = deps.throttle.waitSeconds(keys)
        if (wait > 0) return refuse('too_many_requests', { retryAfterSeconds: wait })
        // Who only opens the link has not guessed, and costs no hash.
        if (body.password === undefined) return refuse('invalid_credentials', { path: '/password' })
        if (!(await deps.passwords.verify(body.password, share.passwordHash))) {
          deps.throttle.failed(keys)
          return refuse('invalid_credentials', { path: '/password' })
        }
      }
      const own = author !== null && author.share === undefined
      return own ? letIn(deps, share, author) : welcome(deps, share, { body, facts })
    },
  )
}

/** Somebody with a login of their own keeps it, and everything else it may do. */
async function letIn(deps: Deps, share: OpenShare, author: Author): Promise<Answer<ExchangeAnswer>> {
  const raised = await deps.db.kysely.transaction().execute(async (tx) => {
    const granted = await tx
      .insertInto('share_grants')
      .values({ share_id: share.shareId, user_id: author.userId, created_at: new Date(deps.clock.now()) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('share_id')
      .execute()
    return granted.length === 0 ? [] : raiseAccess(tx, { canvasId: share.canvasId })
  })
  publishAccess(deps.bus, raised)
  return answerExchange(deps, share, { author, extra: {} })
}

async function welcome(
  deps: Deps,
  share: OpenShare,
  { body, facts }: { readonly body: ExchangeBody; readonly facts: RequestFacts },
): Promise<Answer<ExchangeAnswer>> {
  if (!deps.config.guests) return refuse('guests_off')
  const made = await deps.db.kysely.transaction().execute(async (tx) => {
    const request = { email: null, passwordHash: null, displayName: body.displayName ?? 'Guest' }
    const user = await createUser(deps, tx, request)
    return { user, ...(await openLogin(deps, tx, { userId: user.id, shareId: share.shareId, facts })) }
  })
  const { user, sessionId, refreshToken } = made
  const { displayName, color, guest } = user
  const author = { userId: user.id, sessionId, displayName, color, guest }
  const { inBody, cookie } = carryRefreshToken(facts.web, refreshToken)
  const result = await answerExchange(deps, share, { author, extra: inBody })
  return cookie === undefined || result.kind !== 'body' ? result : { ...result, cookie }
}

async function answerExchange(
  deps: Deps,
  { canvasId }: OpenShare,
  who: { readonly author: Author; readonly extra: { readonly refreshToken?: string } },
): Promise<Answer<ExchangeAnswer>> {
  const { author, extra } = who
  const db = deps.db.kysely
  const [user, access] = await Promise.all([
    findUser(db, author.userId),
    readCanvasAccess(db, { canvasId, author, nowMs: deps.clock.now() }),
  ])
  if (user === null || access === null || access.role === null) return refuse('not_found')
  return answer(200, {
    user: accountOf(user),
    accessToken: await deps.tokens.signAccess(author),
    ...extra,
    expiresInSeconds: accessTokenSeconds,
    canvasId,
    role: access.role,
  })
}

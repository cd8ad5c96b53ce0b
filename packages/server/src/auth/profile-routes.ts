import type { SessionId } from '@flowstate/engine'
import {
  accountSchema,
  closedObject,
  loginSessionSchema,
  pageOf,
  passwordBodySchema,
  profileBodySchema,
  uuidOf,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { loginRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { closeAndTell } from './end-login.ts'
import { passwordRefusal } from './password-policy.ts'
import { accountOf, findUser, publishProfile, updateUser } from './user-repo.ts'

const tag = 'Accounts'

/** The account of whoever is signed in. */
export function profileRoutes(deps: Deps): readonly Route[] {
  return [
    readMe(deps),
    editMe(deps),
    changePassword(deps),
    listSessions(deps),
    endSession(deps),
    endOthers(deps),
  ]
}

function readMe(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/auth/me',
      name: 'me',
      tag,
      summary: 'Who is signed in',
      limitedToo: true,
      answers: { 200: accountSchema },
    },
    async ({ author }) => {
      const user = await findUser(deps.db.kysely, author.userId)
      return user === null ? refuse('unauthenticated') : answer(200, accountOf(user))
    },
  )
}

function editMe(deps: Deps): Route {
  return loginRoute(
    {
      method: 'PATCH',
      path: '/auth/me',
      name: 'editMe',
      tag,
      summary: 'Change name or colour',
      limitedToo: true,
      body: profileBodySchema,
      answers: { 200: accountSchema },
    },
    async ({ author, body }) => {
      const user = await findUser(deps.db.kysely, author.userId)
      if (user === null) return refuse('unauthenticated')
      if (body.displayName === undefined && body.color === undefined) return answer(200, accountOf(user))
      const edited = await updateUser(deps.db.kysely, author.userId, body)
      publishProfile(deps.bus, edited)
      return answer(200, accountOf(edited))
    },
  )
}

function changePassword(deps: Deps): Route {
  return loginRoute(
    {
      method: 'POST',
      path: '/auth/password',
      name: 'changePassword',
      tag,
      summary: 'Change the password; every other device is signed out',
      body: passwordBodySchema,
      answers: { 204: null },
    },
    async ({ author, body }) => {
      const user = await findUser(deps.db.kysely, author.userId)
      const account = `account:${user?.email ?? author.userId}`
      const keys = [account]
      const wait = deps.throttle.waitSeconds(keys)
      if (wait > 0) return refuse('too_many_requests', { retryAfterSeconds: wait })
      deps.throttle.attempted(account)
      if (!(await deps.passwords.verify(body.currentPassword, user?.passwordHash ?? null))) {
        deps.throttle.failed(keys)
        return refuse('invalid_credentials', { path: '/currentPassword' })
      }
      const weak = passwordRefusal(body.newPassword, user?.email ?? null)
      if (weak !== undefined) return refuse('weak_password', { detail: weak, path: '/newPassword' })
      const passwordHash = await deps.passwords.hash(body.newPassword)
      await updateUser(deps.db.kysely, author.userId, { passwordHash })
      await closeAndTell(deps, { userId: author.userId, keep: author.sessionId })
      return answerEmpty()
    },
  )
}

function listSessions(deps: Deps): Route {
  return loginRoute(
    {
      method: 'GET',
      path: '/auth/sessions',
      name: 'listSessions',
      tag,
      summary: 'Where this account is signed in',
      answers: { 200: pageOf(loginSessionSchema) },
    },
    async ({ author }) => {
      const rows = await deps.db.kysely
        .selectFrom('auth_sessions')
        .select(['id', 'user_agent', 'created_at', 'last_used_at'])
        .where('user_id', '=', author.userId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', new Date(deps.clock.now()))
        .orderBy('last_used_at', 'desc')
        .limit(200)
        .execute()
      const items = rows.map((row) => ({
        id: row.id as SessionId,
        device: row.user_agent ?? '',
        current: row.id === author.sessionId,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at.toISOString(),
      }))
      return answer(200, { items, nextCursor: null })
    },
  )
}

function endSession(deps: Deps): Route {
  return loginRoute(
    {
      method: 'DELETE',
      path: '/auth/sessions/:sessionId',
      name: 'endSession',
      tag,
      summary: 'Sign a device out',
      params: closedObject({ sessionId: uuidOf<SessionId>('signed-in device') }),
      answers: { 204: null },
    },
    async ({ author, params }) => {
      const closed = await closeAndTell(deps, { userId: author.userId, only: params.sessionId })
      return closed.length === 0 ? refuse('not_found') : answerEmpty()
    },
  )
}

function endOthers(deps: Deps): Route {
  return loginRoute(
    {
      method: 'DELETE',
      path: '/auth/sessions',
      name: 'endOtherSessions',
      tag,
      summary: 'Sign every other device out',
      answers: { 204: null },
    },
    async ({ author }) => {
      await closeAndTell(deps, { userId: author.userId, keep: author.sessionId })
      return answerEmpty()
    },
  )
}

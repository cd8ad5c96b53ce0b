import {
  guestBodySchema,
  loginAnswerSchema,
  loginBodySchema,
  refreshBodySchema,
  registerBodySchema,
} from '@flowstate/protocol'
import type { Deps } from '../deps.ts'
import { answerEmpty, refuse } from '../http/answer.ts'
import { addressBucket } from '../http/client-address.ts'
import { publicRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { UniqueViolation } from '../storage/database-errors.ts'
import { claimGuest } from './claim-guest.ts'
import { createPersonalWorkspace, createUser } from './create-account.ts'
import { endLogin } from './end-login.ts'
import { answerLogin, openLogin } from './open-login.ts'
import { passwordRefusal } from './password-policy.ts'
import { rotateRefreshToken } from './rotate-refresh.ts'
import { findUser, findUserByEmail, keepsPassword, publishProfile } from './user-repo.ts'

const tag = 'Accounts'

/** Register, sign in, refresh, sign out, and guests. */
export function signInRoutes(deps: Deps): readonly Route[] {
  return [register(deps), login(deps), guest(deps), refresh(deps), logout(deps)]
}

function register(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/register',
      name: 'register',
      tag,
      summary: 'Make an account; signed in as a guest, the guest becomes it and keeps its user id',
      body: registerBodySchema,
      answers: { 201: loginAnswerSchema },
    },
    async ({ body, author, web, ...facts }) => {
      if (deps.config.registration !== 'open') return refuse('registration_closed')
      const email = body.email.toLowerCase()
      const weak = passwordRefusal(body.password, email)
      if (weak !== undefined) return refuse('weak_password', { detail: weak, path: '/password' })
      if ((await findUserByEmail(deps.db.kysely, email)) !== null) return refuse('email_taken')
      const passwordHash = await deps.passwords.hash(body.password)
      const request = { email, passwordHash, displayName: body.displayName }
      try {
        const made = await deps.db.kysely.transaction().execute(async (tx) => {
          const user = author?.guest
            ? await claimGuest(deps, tx, author, request)
            : await createUser(deps, tx, request)
          if (user === null) return null
          if (!author?.guest) await createPersonalWorkspace(deps, tx, user.id)
          return {
            user,
            ...(await openLogin(deps, tx, { userId: user.id, shareId: null, facts: { ...facts, web } })),
          }
        })
        if (made === null) return refuse('unauthenticated')
        if (author?.guest) publishProfile(deps.bus, made.user)
        return await answerLogin(deps, { ...made, limited: false }, { status: 201, web })
      } catch (error) {
        if (error instanceof UniqueViolation) return refuse('email_taken')
        throw error
      }
    },
  )
}

function login(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/login',
      name: 'login',
      tag,
      summary: 'Sign in',
      body: loginBodySchema,
      answers: { 200: loginAnswerSchema },
    },
    async ({ body, web, ...facts }) => {
      const email = body.email.toLowerCase()
      const account = `account:${email}`
      const keys = [account, `address:${addressBucket(facts.ip)}`]
      const wait = deps.throttle.waitSeconds(keys)
      if (wait > 0) return refuse('too_many_requests', { retryAfterSeconds: wait })
      deps.throttle.attempted(account)
      const user = await findUserByEmail(deps.db.kysely, email)
      // The same work and the same answer whether or not there is such an account.
      const right = await deps.passwords.verify(body.password, user?.passwordHash ?? null)
      if (!right || user === null) {
        deps.throttle.failed(keys)
        return refuse('invalid_credentials')
      }
      deps.throttle.succeeded([account])
      const opened = await deps.db.kysely.transaction().execute(async (tx) => {
        // A password that was changed while this one was looked at ends every login, this one too.
        if (!(await keepsPassword(tx, user))) return null
        return openLogin(deps, tx, { userId: user.id, shareId: null, facts: { ...facts, web } })
      })
      if (opened === null) return refuse('invalid_credentials')
      return answerLogin(deps, { user, ...opened, limited: false }, { status: 200, web })
    },
  )
}

function guest(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/guest',
      name: 'enterAsGuest',
      tag,
      summary: 'Start drawing without an account',
      body: guestBodySchema,
      bodyOptional: true,
      answers: { 201: loginAnswerSchema },
    },
    async ({ body, web, ...facts }) => {
      if (!deps.config.guests) return refuse('guests_off')
      const made = await deps.db.kysely.transaction().execute(async (tx) => {
        const request = { email: null, passwordHash: null, displayName: body.displayName ?? 'Guest' }
        const user = await createUser(deps, tx, request)
        await createPersonalWorkspace(deps, tx, user.id)
        return {
          user,
          ...(await openLogin(deps, tx, { userId: user.id, shareId: null, facts: { ...facts, web } })),
        }
      })
      return answerLogin(deps, { ...made, limited: false }, { status: 201, web })
    },
  )
}

function refresh(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/refresh',
      name: 'refresh',
      tag,
      summary: 'A new pair of tokens for the refresh token in the body or the cookie',
      body: refreshBodySchema,
      bodyOptional: true,
      answers: { 200: loginAnswerSchema },
    },
    async ({ body, web, refreshCookie }) => {
      if (body.refreshToken === undefined && refreshCookie !== undefined && !web) return refuse('csrf')
      const token = body.refreshToken ?? (web ? refreshCookie : undefined)
      const refused = { ...refuse('unauthenticated'), ...(web ? { cookie: { clear: true } as const } : {}) }
      if (token === undefined) return refused
      const rotation = await rotateRefreshToken(deps, token)
      if (rotation.kind === 'refused') return refused
      const user = await findUser(deps.db.kysely, rotation.userId)
      if (user === null) return refused
      return answerLogin(deps, { ...rotation, user }, { status: 200, web })
    },
  )
}

function logout(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/logout',
      name: 'logout',
      tag,
      summary: 'End this login and its sockets',
      body: refreshBodySchema,
      bodyOptional: true,
      answers: { 204: null },
    },
    async ({ body, author, web, refreshCookie }) => {
      if (author === null && body.refreshToken === undefined && refreshCookie !== undefined && !web) {
        return refuse('csrf')
      }
      const token = body.refreshToken ?? (web ? refreshCookie : undefined)
      await endLogin(deps, author, token)
      return answerEmpty(web ? { clear: true } : undefined)
    },
  )
}

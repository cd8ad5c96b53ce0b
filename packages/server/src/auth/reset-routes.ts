import {
  closedObject,
  confirmResetBodySchema,
  resetAnswerSchema,
  resetBodySchema,
  resetLinkSchema,
  userIdSchema,
  workspaceIdSchema,
} from '@flowstate/protocol'
import { insertAudit } from '../access/audit-repo.ts'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { addressBucket } from '../http/client-address.ts'
import { publicRoute, workspaceRoute } from '../http/define-route.ts'
import type { Route } from '../http/route.ts'
import { findMember } from '../workspaces/member-repo.ts'
import { mailResetLink, makeResetLink, resetPassword } from './reset-password.ts'
import { ownsAllOf } from './reset-repo.ts'

const tag = 'Accounts'

/** For people who have forgotten their password. */
export function resetRoutes(deps: Deps): readonly Route[] {
  return [askForReset(deps), confirmReset(deps), makeLink(deps)]
}

function askForReset(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/reset',
      name: 'askForReset',
      tag,
      summary:
        'Have a link for a new password mailed; the same answer whether or not there is such an account',
      body: resetBodySchema,
      answers: { 202: resetAnswerSchema },
    },
    async ({ body, ip, origin }) => {
      const email = body.email.toLowerCase()
      const account = `reset:${email}`
      // Every request counts as a failed one: letters nobody asked for are what is to be slowed down.
      const keys = [account, `address:reset:${addressBucket(ip)}`]
      const wait = deps.throttle.waitSeconds(keys)
      if (wait > 0) return refuse('too_many_requests', { retryAfterSeconds: wait })
      deps.throttle.attempted(account)
      deps.throttle.failed(keys)
      const { mailer } = deps
      if (mailer === null) return answer(202, { byMail: false })
      // Whether there is such an account is looked up after the answer, so that its time says nothing.
      const base = deps.config.publicUrl ?? origin
      const started = deps.background.start(() => mailResetLink(deps, mailer, { email, base }))
      return started ? answer(202, { byMail: true }) : refuse('too_many_requests', { retryAfterSeconds: 10 })
    },
  )
}

function confirmReset(deps: Deps): Route {
  return publicRoute(
    {
      method: 'POST',
      path: '/auth/reset/confirm',
      name: 'confirmReset',
      tag,
      summary: 'Set a new password with the token of a link; every login ends, and nobody is signed in',
      body: confirmResetBodySchema,
      answers: { 204: null },
    },
    async ({ body, ip }) => {
      const keys = [`address:reset-confirm:${addressBucket(ip)}`]
      const wait = deps.throttle.waitSeconds(keys)
      if (wait > 0) return refuse('too_many_requests', { retryAfterSeconds: wait })
      const refused = await resetPassword(deps, body)
      if (refused === null) return answerEmpty()
      deps.throttle.failed(keys)
      return refused
    },
  )
}

function makeLink(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'POST',
      path: '/workspaces/:workspaceId/members/:userId/reset-link',
      name: 'makeResetLink',
      tag,
      summary:
        'A link with which a member sets a new password; shown this once. Never for an owner or a guest',
      role: 'owner',
      params: closedObject({ workspaceId: workspaceIdSchema, userId: userIdSchema }),
      answers: { 201: resetLinkSchema },
    },
    async ({ author, workspaceId, params: { userId }, origin }) => {
      const db = deps.db.kysely
      const now = new Date(deps.clock.now())
      const member = await findMember(db, workspaceId, userId)
      if (member === null) return refuse('not_found')
      if (!deps.config.resetLinks) return refuse('forbidden', { detail: 'This server allows no such links' })
      if (member.role === 'owner') return refuse('forbidden', { detail: 'Not for an owner' })
      if (member.user.guest) return refuse('forbidden', { detail: 'Guests have no password' })
      if (!(await ownsAllOf(db, { makerId: author.userId, userId, now })))
        return refuse('forbidden', { detail: 'This account opens more than you own; ask for a mail instead' })
      const account = `reset-link:${userId}`
      const wait = deps.throttle.waitSeconds([account])
      if (wait > 0) return refuse('too_many_requests', { retryAfterSeconds: wait })
      deps.throttle.attempted(account)
      const base = deps.config.publicUrl ?? origin
      const { url, token, expiresAt } = await makeResetLink(deps, { userId, makerId: author.userId, base })
      const detail = { member: userId }
      await insertAudit(db, { workspaceId, userId: author.userId, action: 'reset_link_made', detail, now })
      return answer(201, { url, token, expiresAt: expiresAt.toISOString() })
    },
  )
}

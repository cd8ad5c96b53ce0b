import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CookieOrder } from './answer.ts'

const name = 'flowstate_refresh'
const path = '/api/v1/auth'

export function readRefreshCookie(request: FastifyRequest): string | undefined {
  return request.cookies[name]
}

/**
 * Scripts cannot read it, other sites cannot send it, and only the account routes ever see it.
 * @param alwaysSecure the app is reached by https even where the last hop to us is not
 */
export function applyCookie(reply: FastifyReply, order: CookieOrder, alwaysSecure: boolean): void {
  const options = {
    httpOnly: true,
    sameSite: 'strict',
    path,
    secure: alwaysSecure || reply.request.protocol === 'https',
  } as const
  if ('clear' in order) reply.clearCookie(name, options)
  else reply.setCookie(name, order.set, { ...options, maxAge: order.maxAgeSeconds })
}

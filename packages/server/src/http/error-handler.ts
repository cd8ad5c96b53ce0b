import type { ErrorCode } from '@flowstate/protocol'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { AssetStoreUnavailable } from '../assets/asset-store.ts'
import { HashQueueFull } from '../auth/password-hash.ts'
import { OutcomeUnknown, StoreUnavailable } from '../log/log-store.ts'
import { type ProblemDetails, problemOf } from './problem.ts'

/** Answers with a problem of the catalogue. */
export function sendProblem(
  reply: FastifyReply,
  code: ErrorCode,
  details: ProblemDetails = {},
): FastifyReply {
  const problem = problemOf(code, reply.request.id, details)
  if (details.retryAfterSeconds !== undefined) reply.header('retry-after', details.retryAfterSeconds)
  if (code === 'unavailable' || code === 'assets_unavailable' || code === 'draining')
    reply.header('retry-after', 1)
  if (code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))
}

/** The catalogue's word for whatever was thrown on the way. */
function codeOf(error: FastifyError | Error): ErrorCode {
  if (error instanceof StoreUnavailable) return 'unavailable'
  if (error instanceof OutcomeUnknown) return 'unknown_outcome'
  if (error instanceof AssetStoreUnavailable) return 'assets_unavailable'
  if (error instanceof HashQueueFull) return 'too_many_requests'
  const status = 'statusCode' in error ? error.statusCode : undefined
  switch (status) {
    case 404:
      return 'not_found'
    case 405:
      return 'method_not_allowed'
    case 413:
      return 'too_large'
    case 415:
      return 'unsupported_media_type'
    case 429:
      return 'too_many_requests'
    case 503:
      return 'draining'
    default:
      return status !== undefined && status >= 400 && status < 500 ? 'bad_request' : 'internal'
  }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Every error leaves as a problem; what went wrong inside is logged under the request id and told to nobody. */
export function answerError(error: FastifyError | Error, reply: FastifyReply): FastifyReply {
  const code = codeOf(error)
  const { request } = reply
  if (code === 'internal') {
    request.log.error(
      { err: error, requestId: request.id, route: request.routeOptions.url },
      'request failed',
    )
  }
  if (code === 'assets_unavailable')
    request.log.warn({ err: error, requestId: request.id }, 'pictures cannot be reached')
  // Fastify's own words about a bad request name no internals; anybody else's might.
  const own = code === 'bad_request' && 'code' in error && error.code.startsWith('FST_')
  return sendProblem(reply, code, own ? { detail: error.message } : {})
}

export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Error, _request, reply) => answerError(error, reply))
}

/** Whether another method would have found a route: 405 instead of 404. */
export function allowedMethods(app: FastifyInstance, url: string): readonly string[] {
  const path = url.split('?', 1)[0] ?? url
  return methods.filter((method) => app.findRoute({ method, url: path }) !== null)
}

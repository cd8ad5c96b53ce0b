import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccessGate } from '../access/access-gate.ts'
import type { Author } from '../access/author.ts'
import type { Answer } from './answer.ts'
import { documentRoute } from './document-route.ts'
import { sendProblem } from './error-handler.ts'
import { acceptFiles, sendFile, sendUnchanged } from './file-bodies.ts'
import { applyCookie, readRefreshCookie } from './refresh-cookie.ts'
import type { RawInputs, Route } from './route.ts'
import { sendPicture } from './send-picture.ts'

export interface MountOptions {
  readonly gate: AccessGate
  /** Whoever the bearer token of a request names; null without a valid one. */
  readonly authenticate: (request: FastifyRequest) => Promise<Author | null>
  /** The app is reached by https, whatever the last hop to us is. */
  readonly secureCookies: boolean
  /** Sees every successful body, for tests: an answer that breaks its own schema throws. */
  readonly checkAnswer?: (route: Route, status: number, body: unknown) => void
}

export const apiPrefix = '/api/v1'

function inputsOf(request: FastifyRequest): RawInputs {
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 200) ?? '',
    web: request.headers['x-flowstate-web'] === '1',
    refreshCookie: readRefreshCookie(request),
    origin: `${request.protocol}://${request.host}`,
    contentType: (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    knownTag: request.headers['if-none-match'] ?? '',
  }
}

function send(reply: FastifyReply, result: Answer<unknown>, secureCookies: boolean): FastifyReply {
  if ('cookie' in result && result.cookie !== undefined) applyCookie(reply, result.cookie, secureCookies)
  switch (result.kind) {
    case 'body':
      return reply
        .code(result.status)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(result.body))
    case 'json':
      if (result.fileName !== undefined)
        reply.header('content-disposition', `attachment; filename="${result.fileName}"`)
      return reply.code(result.status).type('application/json; charset=utf-8').send(result.json)
    case 'picture':
      return sendPicture(reply, result.picture)
    case 'file':
      return sendFile(reply, result.file)
    case 'unchanged':
      return sendUnchanged(reply, result.tag)
    case 'empty':
      return reply.code(204).send()
    case 'refused':
      return sendProblem(reply, result.code, result.details)
  }
}

function show(route: Route, result: Answer<unknown>, check: MountOptions['checkAnswer']): void {
  if (check === undefined || result.kind === 'refused') return
  if (result.kind === 'empty') check(route, 204, null)
  else if (result.kind === 'picture') check(route, result.picture.svg === null ? 304 : 200, null)
  else if (result.kind === 'file') check(route, 200, null)
  else if (result.kind === 'unchanged') check(route, 304, null)
  // As the caller reads it: what JSON drops is not part of an answer.
  else
    check(
      route,
      result.status,
      JSON.parse(result.kind === 'json' ? result.json.toString() : JSON.stringify(result.body)),
    )
}

function mount(app: FastifyInstance, route: Route, options: MountOptions): void {
  app.route({
    method: route.method,
    url: `${apiPrefix}${route.path}`,
    schema: documentRoute(route),
    onRequest: async (request, reply) => {
      if (route.access.kind === 'public') return
      if ((await options.authenticate(request)) === null) return sendProblem(reply, 'unauthenticated')
    },
    handler: async (request, reply) => {
      const author = await options.authenticate(request)
      const result = await route.run(inputsOf(request), author, options.gate)
      show(route, result, options.checkAnswer)
      return send(reply, result, options.secureCookies)
    },
  })
}

/**
 * Mounts every route under `/api/v1`. Nobody signed in: 401 before the body is read. The rest (access, then inputs) is the
 * route's own `run`, which is the only thing that can reach its code.
 */
export async function mountRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  options: MountOptions,
): Promise<void> {
  for (const route of routes) if (route.takesFile === undefined) mount(app, route, options)
  await app.register(async (scope) => {
    acceptFiles(scope)
    for (const route of routes) if (route.takesFile !== undefined) mount(scope, route, options)
  })
}

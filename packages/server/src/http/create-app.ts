import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { createAccessGate } from '../access/access-gate.ts'
import type { Deps } from '../deps.ts'
import { createAuthenticate } from './authenticate.ts'
import { answerError, handleErrors } from './error-handler.ts'
import { acceptJsonBodies } from './json-bodies.ts'
import { limitRate } from './limit-rate.ts'
import { serveMetrics } from './metrics.ts'
import { apiPrefix, type MountOptions, mountRoutes } from './mount-routes.ts'
import { allowOnlyDeclared } from './only-declared-routes.ts'
import { describeRoutes, serveDescriptions } from './openapi.ts'
import { answerOwnHostsOnly } from './own-hosts.ts'
import type { Route } from './route.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { serveWebApp } from './serve-web-app.ts'

export interface AppOptions {
  readonly routes: readonly Route[]
  /** Folder of the built web app. */
  readonly webRoot: string
  /** Which names of the host are ours; all of them unless told. */
  readonly isHostAllowed?: (host: string | null) => boolean
  /** Open sockets, for the metrics. */
  readonly sessionCount?: () => number
  readonly checkAnswer?: MountOptions['checkAnswer']
}

/** The HTTP side of the server: a function of its dependencies, listening nowhere yet. */
export async function createApp(deps: Deps, options: AppOptions): Promise<FastifyInstance> {
  const { limits, publicUrl, trustedProxies } = deps.config
  const loggerInstance: FastifyBaseLogger = deps.log
  const app = fastify({
    loggerInstance,
    // A request line would carry addresses and, with sockets, tokens; failures are logged where they are answered.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytesMax,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID()
    },
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => answerError(error, reply),
  })
  // Routes check their own inputs and write their own JSON (see define-route.ts); what Fastify is given describes them.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (body) => JSON.stringify(body))
  const authenticate = createAuthenticate(deps.tickets)
  allowOnlyDeclared(app, apiPrefix, options.routes)
  if (options.isHostAllowed !== undefined) answerOwnHostsOnly(app, options.isHostAllowed)
  acceptJsonBodies(app)
  handleErrors(app)
  await setSecurityHeaders(app, publicUrl)
  await app.register(cookie)
  await limitRate(app, { requestsPerMinute: limits.restRequestsPerMinute, authenticate })
  await describeRoutes(app)
  const gate = createAccessGate(deps.db, () => deps.clock.now())
  const { checkAnswer } = options
  await mountRoutes(app, options.routes, {
    gate,
    authenticate,
    secureCookies: publicUrl?.startsWith('https:') === true,
    ...(checkAnswer === undefined ? {} : { checkAnswer }),
  })
  serveDescriptions(app)
  serveMetrics(app, options.sessionCount ?? (() => 0))
  await serveWebApp(app, options.webRoot)
  return app
}

import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { asyncApiDocument } from '@flowstate/protocol'
import type { FastifyInstance } from 'fastify'
import { apiPrefix } from './mount-routes.ts'

/** Has to come before the routes it describes. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'FlowState',
        version: '1',
        description: 'Every canvas is an immutable, server-ordered log of operations.',
      },
      components: {
        securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
      security: [{ accessToken: [] }],
    },
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
}

/** The documents programs read: OpenAPI for REST, AsyncAPI for the socket. */
export function serveDescriptions(app: FastifyInstance): void {
  app.get(`${apiPrefix}/openapi.json`, { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  )
  app.get(`${apiPrefix}/asyncapi.json`, { schema: { hide: true } }, async (request, reply) => {
    const document = asyncApiDocument({ host: request.host, secure: request.protocol === 'https' })
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(document))
  })
}

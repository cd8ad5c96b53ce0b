import type { FastifyInstance } from 'fastify'
import type { Route } from './route.ts'

/** Documents, which say nothing of anybody's data. */
const documents = ['/openapi.json', '/asyncapi.json']

/**
 * AC4: under the prefix there is nothing but routes that say who may call them. One that is added to the app directly
 * stops the server from starting. Has to come before the routes.
 */
export function allowOnlyDeclared(app: FastifyInstance, prefix: string, routes: readonly Route[]): void {
  const declared = new Set(routes.map((route) => `${route.method} ${prefix}${route.path}`))
  for (const path of documents) declared.add(`GET ${prefix}${path}`)
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of Array.isArray(method) ? method : [method]) {
      // Fastify answers HEAD through the very route of GET.
      const name = `${each === 'HEAD' ? 'GET' : each} ${url}`
      if (url.startsWith(prefix) && !declared.has(name))
        throw new Error(`${name} does not declare who may call it`)
    }
  })
}

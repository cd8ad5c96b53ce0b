import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { allowedMethods, sendProblem } from './error-handler.ts'

const yearSeconds = 31_536_000

/** Whether an address is the app's to answer: its router knows what it means. */
function isPage(method: string, path: string, accept: string | undefined): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  if (/^\/(api|docs|metrics)(\/|$)/.test(path) || /\.[a-z0-9]+$/i.test(path)) return false
  return accept === undefined || accept.includes('text/html') || accept.includes('*/*')
}

/**
 * The built app, if there is one: files with a hash in their name are kept for ever, everything else is asked for again. An
 * address nobody knows is 405 when another method would do, a page of the app, or 404.
 */
export async function serveWebApp(app: FastifyInstance, webRoot: string): Promise<void> {
  const there = existsSync(join(webRoot, 'index.html'))
  if (there) {
    await app.register(fastifyStatic, {
      root: webRoot,
      wildcard: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders(reply, path) {
        const hashed = /[\\/]assets[\\/].+-[A-Za-z0-9_-]{8,}(\.[a-z0-9]+){1,2}$/.test(path)
        reply.header('vary', 'accept-encoding')
        reply.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? request.url
    const allowed = allowedMethods(app, path)
    if (allowed.length > 0) {
      reply.header('allow', allowed.join(', '))
      return sendProblem(reply, 'method_not_allowed')
    }
    if (there && isPage(request.method, path, request.headers.accept)) return reply.sendFile('index.html')
    return sendProblem(reply, 'not_found')
  })
}

import type { FastifyInstance } from 'fastify'

/** Thrown for a body that is not JSON; answered as `bad_request`. */
class MalformedJson extends Error {
  override readonly name = 'MalformedJson'
  readonly statusCode = 400
}

/**
 * Bodies are JSON, or nothing at all. No key is dropped or refused here, `__proto__` neither: it arrives as a plain own key
 * and the schemas and the engine refuse it like any other key they do not know.
 */
export function acceptJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const text = typeof body === 'string' ? body : body.toString('utf8')
    if (text.trim() === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text))
    } catch {
      done(new MalformedJson('The body is not JSON'))
    }
  })
}

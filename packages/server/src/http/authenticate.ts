import type { FastifyRequest } from 'fastify'
import type { Author } from '../access/author.ts'
import type { TicketOffice } from '../auth/ticket-office.ts'

/** Reads the bearer token of a request, once per request: limits, gates and routes all ask. */
export function createAuthenticate(
  tickets: Pick<TicketOffice, 'verifyAccessToken'>,
): (request: FastifyRequest) => Promise<Author | null> {
  const asked = new WeakMap<FastifyRequest, Promise<Author | null>>()
  return (request) => {
    const before = asked.get(request)
    if (before !== undefined) return before
    const token = /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/i.exec(request.headers.authorization ?? '')?.[1]
    const author = token === undefined ? Promise.resolve(null) : tickets.verifyAccessToken(token)
    asked.set(request, author)
    return author
  }
}

import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Author } from '../access/author.ts'
import { addressBucket } from './client-address.ts'

/** The app's own files: a visit asks for dozens of them, a hundred people behind one address for thousands at once. */
function isAppFile(url: string): boolean {
  return !/^\/(api|docs|metrics)([/?]|$)/.test(url)
}

/** Requests a minute, per person when one is signed in, else per address. In this process, with or without Redis. */
export async function limitRate(
  app: FastifyInstance,
  options: {
    readonly requestsPerMinute: number
    readonly authenticate: (request: FastifyRequest) => Promise<Author | null>
  },
): Promise<void> {
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: 60_000,
    cache: 20_000,
    allowList: (request) => isAppFile(request.url),
    keyGenerator: async (request) => {
      const author = await options.authenticate(request)
      return author === null ? `address:${addressBucket(request.ip)}` : `user:${author.userId}`
    },
  })
}

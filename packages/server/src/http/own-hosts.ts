import type { FastifyInstance } from 'fastify'
import { sendProblem } from './error-handler.ts'

/** Probes and collectors come by whatever name their network has for us, and learn nothing of anybody. */
const open = /^\/(api\/v1\/health(\/[a-z]+)?|metrics)$/

/**
 * Refuses requests for a host that is not ours: somebody's name pointed at our address would make their page of the same
 * origin as our answers, and addresses we give out (share links) are made of it.
 */
export function answerOwnHostsOnly(
  app: FastifyInstance,
  isHostAllowed: (host: string | null) => boolean,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    if (isHostAllowed(request.host) || open.test(path)) return
    return sendProblem(reply, 'forbidden', {
      detail: 'This server does not answer to that host name; name it in PUBLIC_URL or ALLOWED_ORIGINS',
    })
  })
}

import type { FastifyReply } from 'fastify'
import type { PictureAnswer } from './answer.ts'

/** Shapes come from people: a picture opened on its own may run nothing, load nothing and be nothing but a picture. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

export function sendPicture(reply: FastifyReply, { svg, tag, fileName }: PictureAnswer): FastifyReply {
  reply.headers({
    'cache-control': tag === null ? 'private, no-store' : 'private, no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  })
  if (tag !== null) reply.header('etag', `"${tag}"`)
  if (svg === null) return reply.code(304).send()
  if (fileName !== undefined) reply.header('content-disposition', `attachment; filename="${fileName}"`)
  return reply.code(200).type('image/svg+xml; charset=utf-8').send(svg)
}

/** Whether `If-None-Match` names the picture. */
export function hasPicture(knownTag: string, tag: string): boolean {
  return knownTag.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${tag}"`)
}

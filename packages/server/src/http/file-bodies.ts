import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FileAnswer } from './answer.ts'

/** Bodies of any type are handed on as streams: access comes before the first byte. */
export function acceptFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
}

/** The caller went away in the middle; answered, to nobody, as `bad_request`. */
class FileBodyBroken extends Error {
  override readonly name = 'FileBodyBroken'
  readonly statusCode = 400
}

/**
 * The bytes of a body that `acceptFiles` left unread; null when there are more than `bytesMax`.
 * @throws FileBodyBroken
 */
export async function readFileBody(body: unknown, bytesMax: number): Promise<Uint8Array | null> {
  if (!(body instanceof Readable)) return new Uint8Array()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of body) {
      if (!(part instanceof Uint8Array)) throw new TypeError('a body arrives as bytes')
      length += part.length
      if (length > bytesMax) return null
      parts.push(part)
    }
  } catch (error) {
    throw new FileBodyBroken('the body broke off', { cause: error })
  }
  return Buffer.concat(parts)
}

const forEver = 'private, max-age=31536000, immutable'
const entityTag = (tag: string) => `"${tag}"`

/** Whether `If-None-Match` names these bytes. */
export function isKnown(knownTag: string, tag: string): boolean {
  return knownTag.split(',').some((one) => one.trim().replace(/^W\//, '') === entityTag(tag))
}

/** Files come from people: opened on their own they may run nothing, load nothing and be nothing but what they are. */
export function sendFile(reply: FastifyReply, { bytes, mimeType, name, tag }: FileAnswer): FastifyReply {
  return reply
    .code(200)
    .type(mimeType)
    .headers({
      ...(tag === null
        ? { 'cache-control': 'private, no-store' }
        : { 'cache-control': forEver, etag: entityTag(tag) }),
      'content-disposition': `${tag === null ? 'attachment' : 'inline'}; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

export function sendUnchanged(reply: FastifyReply, tag: string): FastifyReply {
  return reply
    .code(304)
    .headers({ 'cache-control': forEver, etag: entityTag(tag) })
    .send()
}

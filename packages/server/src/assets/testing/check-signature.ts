import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { S3Settings } from '../s3-settings.ts'

const mustBeSigned = ['host', 'x-amz-content-sha256', 'x-amz-date']

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * What S3 would say to a request: null when its signature (version 4, in the Authorization header) is right, else the code of the
 * error. Written from the description of the algorithm, apart from the signing library.
 */
export function checkSignature(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Uint8Array,
  { accessKeyId, secretAccessKey, region }: Pick<S3Settings, 'accessKeyId' | 'secretAccessKey' | 'region'>,
): string | null {
  const header = (name: string) => String(request.headers[name] ?? '')
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    )
  if (parts === null) return 'AccessDenied'
  const [, sentKey, day = '', sentRegion = '', signedHeaders = '', signature] = parts
  if (sentKey !== accessKeyId) return 'InvalidAccessKeyId'
  if (sentRegion !== region) return 'AuthorizationHeaderMalformed'
  const names = signedHeaders.split(';')
  if (mustBeSigned.some((name) => !names.includes(name))) return 'AccessDenied'
  const stamp = header('x-amz-date')
  if (!stamp.startsWith(day)) return 'SignatureDoesNotMatch'
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const canonical = [
    request.method,
    path,
    query.split('&').sort().join('&'),
    ...names.map((name) => `${name}:${header(name).trim()}`),
    '',
    signedHeaders,
    header('x-amz-content-sha256'),
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  if (hmac(Buffer.from(key), toSign).toString('hex') !== signature) return 'SignatureDoesNotMatch'
  return header('x-amz-content-sha256') === sha256(body) ? null : 'XAmzContentSHA256Mismatch'
}

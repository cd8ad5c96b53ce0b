import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { S3Settings } from '../s3-settings.ts'
import { checkSignature } from './check-signature.ts'

/** What goes wrong with a request instead of its answer. */
export type S3Fault =
  /** S3 says no, with the word it has for it. */
  | { readonly kind: 'answer'; readonly status: number; readonly code: string }
  /** The connection breaks before an answer. */
  | { readonly kind: 'reset' }
  /** What was asked for is done, and the answer never comes. */
  | { readonly kind: 'silence' }
  /** The answer breaks off in the middle of its bytes. */
  | { readonly kind: 'cut' }
  /** The bytes are not those that were put. */
  | { readonly kind: 'damage' }

export type S3Method = 'PUT' | 'GET' | 'HEAD' | 'DELETE'

/** A store on loopback that speaks as much of S3 as is needed, takes right signatures only, and fails when it is told to. */
export interface FakeS3 {
  readonly settings: S3Settings
  /** The settings as a server is given them. */
  readonly env: Readonly<Record<string, string>>
  /** By their names. */
  readonly objects: Map<string, Uint8Array>
  /** `PUT name`, in the order they came, also of those that failed. */
  readonly requests: string[]
  /** The coming requests with one of the methods meet a fault. Resolves when the first has. */
  fail(methods: readonly S3Method[], fault: S3Fault, times?: number): Promise<void>
  /** From now on nothing fails. */
  heal(): void
  close(): Promise<void>
}

const skewMsMax = 15 * 60_000

/** Signatures of another hour could be ones that somebody has kept. */
function isOnTime({ headers }: IncomingMessage): boolean {
  const stamp = String(headers['x-amz-date'] ?? '')
  const sentAt = Date.parse(stamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  return Math.abs(sentAt - Date.now()) <= skewMsMax
}

interface Planned {
  readonly methods: readonly string[]
  readonly fault: S3Fault
  left: number
  readonly met: () => void
}

function refuse(response: ServerResponse, status: number, code: string): void {
  // Real ones repeat what was signed and with which key.
  const secretive =
    '<AWSAccessKeyId>flowstate-key</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256</StringToSign>'
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>No.</Message>${secretive}</Error>`)
}

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Uint8Array>()
  const requests: string[] = []
  let planned: Planned[] = []

  const faultFor = (method: string): S3Fault | null => {
    const plan = planned.find((one) => one.left > 0 && one.methods.includes(method))
    if (plan === undefined) return null
    plan.left -= 1
    plan.met()
    return plan.fault
  }

  const serve = (request: IncomingMessage, response: ServerResponse, body: Uint8Array) => {
    const path = request.url ?? ''
    const name = path.slice(`/${settings.bucket}/`.length)
    const { method = '' } = request
    requests.push(`${method} ${name}`)
    const fault = faultFor(method)
    if (fault?.kind === 'answer') return refuse(response, fault.status, fault.code)
    if (fault?.kind === 'reset') return request.socket.resetAndDestroy()
    const wrong = checkSignature(request, body, settings)
    if (wrong !== null) return refuse(response, 403, wrong)
    if (!isOnTime(request)) return refuse(response, 403, 'RequestTimeTooSkewed')
    if (path !== `/${settings.bucket}/${name}`) return refuse(response, 404, 'NoSuchBucket')
    const stored = objects.get(name)
    if (method === 'PUT') objects.set(name, body)
    if (method === 'DELETE') objects.delete(name)
    if (fault?.kind === 'silence') return
    if (method === 'PUT') return response.writeHead(200).end()
    if (method === 'DELETE') return response.writeHead(204).end()
    if (stored === undefined) return refuse(response, 404, 'NoSuchKey')
    response.writeHead(200, { 'content-length': stored.length })
    if (method === 'HEAD') return response.end()
    if (fault?.kind === 'cut')
      return response.write(stored.subarray(0, stored.length / 2), () => response.destroy())
    response.end(fault?.kind === 'damage' ? Uint8Array.from(stored, (byte) => byte ^ 1) : stored)
  }

  const server = createServer((request, response) => {
    buffer(request).then(
      (body) => serve(request, response, body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const settings: S3Settings = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'pictures',
    region: 'eu-north-7',
    accessKeyId: 'flowstate-key',
    secretAccessKey: 'wJalr+XUtn/FEMI-K7MDENG-bPxRfiCY',
    pathStyle: true,
  }
  return {
    settings,
    env: {
      S3_ENDPOINT: settings.endpoint,
      S3_BUCKET: settings.bucket,
      S3_REGION: settings.region,
      S3_ACCESS_KEY_ID: settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
    },
    objects,
    requests,
    fail: (methods, fault, times = 1) =>
      new Promise((resolve) => {
        planned.push({ methods, fault, left: times, met: resolve })
      }),
    heal() {
      planned = []
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { toHex } from '@flowstate/engine'
import { AwsV4Signer } from 'aws4fetch'
import type { Clock } from '../clock.ts'
import { type AssetStore, AssetStoreUnavailable } from './asset-store.ts'
import { bucketAddress, type S3Settings } from './s3-settings.ts'

export interface S3Options {
  readonly clock: Clock
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  /** For an operation with all its attempts. */
  readonly deadlineMs: number
}

const attemptsMax = 3
/** Before the second attempt, and twice as long before the third. */
const pauseMs = 200
/** So long after a request that nobody answered, nobody else waits: those who ask would all be kept until their deadline. */
const silenceMs = 15_000
/** What S3 and the proxies before it say when the same request may succeed a moment later. */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

interface S3Request {
  readonly method: 'PUT' | 'GET' | 'HEAD' | 'DELETE'
  readonly name: string
  readonly bytes?: Uint8Array
}

interface S3Answer {
  readonly status: number
  readonly bytes: Uint8Array
}

/** Bytes in a bucket of an S3-compatible store, each under its name. */
export function createS3AssetStore(settings: S3Settings, options: S3Options): AssetStore {
  const { accessKeyId, secretAccessKey, region } = settings
  const { clock, sha256 } = options
  /** Keys derived from the secret, one a day. */
  const cache = new Map<string, ArrayBuffer>()
  let silentUntilMs = 0
  const hasItsHash = (name: string, bytes: Uint8Array) => name.startsWith(toHex(sha256(bytes)))

  /** The whole answer: one that is cut short is none. */
  async function send({ method, name, bytes }: S3Request, signal: AbortSignal): Promise<S3Answer> {
    const { url, headers } = await new AwsV4Signer({
      method,
      url: `${bucketAddress(settings)}/${name}`,
      // What is put is named by its hash, so S3 refuses bytes that changed on their way.
      headers: { 'x-amz-content-sha256': bytes === undefined ? emptySha256 : name.slice(0, 64) },
      datetime: new Date(clock.now()).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      cache,
    }).sign()
    const body = bytes === undefined ? null : new Uint8Array(bytes)
    // A redirect would take a signature elsewhere: to S3 it means a wrong region or endpoint.
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
  }

  /** An answer that stays the same when asked again; everything else is tried again, and thrown at last. */
  async function ask(request: S3Request): Promise<S3Answer> {
    if (clock.now() < silentUntilMs) throw unavailable(request, 'nothing a moment ago')
    const controller = new AbortController()
    const cancel = clock.after(options.deadlineMs, () => controller.abort())
    const { signal } = controller
    try {
      for (let attempt = 1; ; attempt++) {
        const result = await attemptOnce(request, signal)
        if (!(result instanceof AssetStoreUnavailable)) return result
        if (signal.aborted) silentUntilMs = clock.now() + silenceMs
        if (signal.aborted || attempt === attemptsMax) throw result
        await pause(clock, pauseMs * 2 ** (attempt - 1), signal)
      }
    } finally {
      cancel()
    }
  }

  async function attemptOnce(
    request: S3Request,
    signal: AbortSignal,
  ): Promise<S3Answer | AssetStoreUnavailable> {
    try {
      const answer = await send(request, signal)
      if (passingStatuses.has(answer.status)) return unavailable(request, wordsOf(answer))
      if (request.method === 'GET' && answer.status === 200 && !hasItsHash(request.name, answer.bytes))
        return damaged(request)
      return answer
    } catch (error) {
      return unavailable(request, signal.aborted ? 'nothing in time' : 'a broken connection', error)
    }
  }

  return {
    async put(name, bytes) {
      const request = { method: 'PUT', name, bytes } as const
      const answer = await ask(request)
      if (answer.status !== 200) throw refused(request, answer)
    },
    async get(name) {
      const request = { method: 'GET', name } as const
      const answer = await ask(request)
      if (answer.status === 200) return answer.bytes
      if (answer.status === 404 && errorCode(answer) !== 'NoSuchBucket') return null
      throw refused(request, answer)
    },
    async has(name) {
      const request = { method: 'HEAD', name } as const
      const answer = await ask(request)
      if (answer.status === 200 || answer.status === 404) return answer.status === 200
      throw refused(request, answer)
    },
    async delete(name) {
      const request = { method: 'DELETE', name } as const
      const answer = await ask(request)
      const isGone = answer.status === 404 && errorCode(answer) !== 'NoSuchBucket'
      if (answer.status !== 204 && answer.status !== 200 && !isGone) throw refused(request, answer)
    },
  }
}

/** S3's word for what went wrong. Nothing else of its answer is kept: it repeats what was signed. */
function errorCode({ bytes }: S3Answer): string | null {
  const text = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1')
  return /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(text)?.[1] ?? null
}

function wordsOf(answer: S3Answer): string {
  const code = errorCode(answer)
  return code === null ? `status ${answer.status}` : `status ${answer.status} (${code})`
}

function unavailable({ method }: S3Request, what: string, cause?: unknown): AssetStoreUnavailable {
  return new AssetStoreUnavailable(`the S3 store answered ${method} with ${what}`, { cause })
}

function damaged({ method }: S3Request): AssetStoreUnavailable {
  const message = `the S3 store answered ${method} with bytes that are not those of the picture`
  return new AssetStoreUnavailable(message, { trouble: 'damaged' })
}

function refused({ method }: S3Request, answer: S3Answer): AssetStoreUnavailable {
  const refusal = errorCode(answer) ?? `status ${answer.status}`
  return new AssetStoreUnavailable(`the S3 store answered ${method} with ${wordsOf(answer)}`, { refusal })
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done)
  })
}

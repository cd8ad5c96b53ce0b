import type { Problem } from '@flowstate/protocol'
import { type AuthSession, createAuthSession, type SignedIn } from './auth-session.ts'

/** A problem the server answered with, or `status` 0 when it could not be reached. */
export class RestError extends Error {
  override readonly name = 'RestError'
  readonly status: number
  readonly problem: Problem | null
  /** How long the server asks to wait before the next try; null when it does not say. */
  retryAfterSeconds: number | null = null
  constructor(status: number, problem: Problem | null, message: string) {
    super(message)
    this.status = status
    this.problem = problem
  }
}

export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with its query. */
  readonly path: string
  readonly body?: unknown
  /** A file to send instead of a body; its type is its content type. */
  readonly file?: Blob
  /** Sent without an access token. */
  readonly anonymous?: true
}

export interface RestClient {
  readonly session: AuthSession
  readonly baseUrl: string
  /** Answers the parsed body (undefined for 204). Throws RestError. An expired token is renewed and the call repeated once. */
  request<T>(request: RestRequest): Promise<T>
  get<T>(path: string): Promise<T>
  /** An answer that is not JSON, such as a picture in SVG, as it came. Throws RestError. */
  getText(path: string): Promise<string>
  post<T>(path: string, body?: unknown): Promise<T>
  /** The bytes at an address, instead of JSON. Throws RestError. */
  download(path: string): Promise<Blob>
}

export interface RestClientOptions {
  /** Scheme, host and port; empty in a page served by the server itself. */
  readonly baseUrl: string
  readonly fetch: typeof fetch
  readonly now: () => number
  /** `cookie`: the refresh token travels in an HttpOnly cookie (browsers). `body`: it is kept in memory. */
  readonly refreshIn: 'cookie' | 'body'
}

/** The REST half of the SDK: one function for every call, with tokens kept and renewed. */
export function createRestClient(options: RestClientOptions): RestClient {
  const web = options.refreshIn === 'cookie'
  const session = createAuthSession({
    now: options.now,
    async refresh(refreshToken) {
      if (!web && refreshToken === undefined) return null
      try {
        return await send<SignedIn>(
          { method: 'POST', path: '/auth/refresh', body: web ? {} : { refreshToken } },
          null,
        )
      } catch (error) {
        if (error instanceof RestError && error.status === 401) return null
        throw error
      }
    },
  })

  async function call(request: RestRequest, token: string | null): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json, image/*' }
    if (web) headers['x-flowstate-web'] = '1'
    if (token) headers.authorization = `Bearer ${token}`
    if (request.body !== undefined) headers['content-type'] = 'application/json'
    if (request.file !== undefined) headers['content-type'] = request.file.type
    const body = request.file ?? (request.body === undefined ? undefined : JSON.stringify(request.body))
    const response = await arrival(
      options.fetch(`${options.baseUrl}/api/v1${request.path}`, {
        method: request.method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body }),
      }),
    )
    if (response.ok) return response
    const problem = readProblem(await arrival(response.text()))
    const words = problem?.detail ?? problem?.title ?? response.statusText
    const error = new RestError(response.status, problem, words)
    error.retryAfterSeconds = readRetryAfter(response)
    throw error
  }

  async function send<T>(request: RestRequest, token: string | null): Promise<T> {
    const response = await call(request, token)
    return response.status === 204 ? (undefined as T) : (JSON.parse(await arrival(response.text())) as T)
  }

  /** With the login's token; renewed and tried once more when it has expired. */
  async function signed<T>(attempt: (token: string | null) => Promise<T>): Promise<T> {
    const token = session.current() ? await session.accessToken() : null
    try {
      return await attempt(token)
    } catch (error) {
      const expired = isExpired(error) && token !== null
      if (!expired) throw error
      const renewed = await session.accessToken(Number.POSITIVE_INFINITY)
      if (renewed === null) throw error
      return attempt(renewed)
    }
  }

  const request = <T>(wanted: RestRequest): Promise<T> =>
    wanted.anonymous ? send<T>(wanted, null) : signed((token) => send<T>(wanted, token))

  async function download(path: string): Promise<Blob> {
    const response = await signed((token) => call({ method: 'GET', path }, token))
    return arrival(response.blob())
  }

  return {
    session,
    baseUrl: options.baseUrl,
    request,
    get: (path) => request({ method: 'GET', path }),
    getText: async (path) => (await download(path)).text(),
    post: (path, body = {}) => request({ method: 'POST', path, body }),
    download,
  }
}

/** A wrong password is a 401 too, and asking twice would count as two tries. */
function isExpired(error: unknown): boolean {
  return error instanceof RestError && error.status === 401 && error.problem?.code !== 'invalid_credentials'
}

/** What the network brings, or that it brought nothing. */
async function arrival<T>(coming: Promise<T>): Promise<T> {
  try {
    return await coming
  } catch (error) {
    throw new RestError(0, null, error instanceof Error ? error.message : 'The server cannot be reached')
  }
}

/** Our server says seconds; a proxy before it may name a date, which says too little about how long. */
function readRetryAfter(response: Response): number | null {
  const text = response.headers.get('retry-after') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function readProblem(text: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? (parsed as Problem) : null
  } catch {
    return null
  }
}

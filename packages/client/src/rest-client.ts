import type { Problem } from '@flowstate/protocol'
import { type AuthSession, createAuthSession, type SignedIn } from './auth-session.ts'

/** A problem the server answered with, or `status` 0 when it could not be reached. */
export class RestError extends Error {
  override readonly name = 'RestError'
  readonly status: number
  readonly problem: Problem | null
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

  async function send<T>(request: RestRequest, token: string | null): Promise<T> {
    const text = await sendText(request, token, 'application/json')
    return (text === null ? undefined : JSON.parse(text)) as T
  }

  /** The body of a success; null for 204. */
  async function sendText(
    request: RestRequest,
    token: string | null,
    accept: string,
  ): Promise<string | null> {
    const headers: Record<string, string> = { accept }
    if (web) headers['x-flowstate-web'] = '1'
    if (token) headers.authorization = `Bearer ${token}`
    if (request.body !== undefined) headers['content-type'] = 'application/json'
    let response: Response
    try {
      response = await options.fetch(`${options.baseUrl}/api/v1${request.path}`, {
        method: request.method,
        headers,
        credentials: 'same-origin',
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      })
    } catch (error) {
      throw new RestError(0, null, error instanceof Error ? error.message : 'The server cannot be reached')
    }
    if (response.status === 204) return null
    const text = await response.text()
    if (response.ok) return text
    const problem = readProblem(text)
    throw new RestError(response.status, problem, problem?.detail ?? problem?.title ?? response.statusText)
  }

  async function withToken<T>(call: (token: string | null) => Promise<T>): Promise<T> {
    const token = session.current() ? await session.accessToken() : null
    try {
      return await call(token)
    } catch (error) {
      const expired = isExpired(error) && token !== null
      if (!expired) throw error
      const renewed = await session.accessToken(Number.POSITIVE_INFINITY)
      if (renewed === null) throw error
      return call(renewed)
    }
  }

  function request<T>(call: RestRequest): Promise<T> {
    return call.anonymous ? send<T>(call, null) : withToken((token) => send<T>(call, token))
  }

  return {
    session,
    baseUrl: options.baseUrl,
    request,
    get: (path) => request({ method: 'GET', path }),
    getText: async (path) =>
      (await withToken((token) => sendText({ method: 'GET', path }, token, '*/*'))) ?? '',
    post: (path, body = {}) => request({ method: 'POST', path, body }),
  }
}

/** A wrong password is a 401 too, and asking twice would count as two tries. */
function isExpired(error: unknown): boolean {
  return error instanceof RestError && error.status === 401 && error.problem?.code !== 'invalid_credentials'
}

function readProblem(text: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed ? (parsed as Problem) : null
  } catch {
    return null
  }
}

import { type ErrorCode, errorCatalogue, type Problem } from '@flowstate/protocol'

/** What a refusal may say besides its code. */
export interface ProblemDetails {
  readonly detail?: string
  /** JSON pointer into the request. */
  readonly path?: string
  readonly duplicate?: true
  readonly expected?: number
  readonly retryAfterSeconds?: number
}

/** The body of an error answer (RFC 9457); status and title come from the catalogue alone. */
export function problemOf(code: ErrorCode, requestId: string, details: ProblemDetails = {}): Problem {
  const { status, title } = errorCatalogue[code]
  return {
    type: `urn:flowstate:problem:${code}`,
    title,
    status,
    code,
    ...(details.detail === undefined ? {} : { detail: details.detail }),
    ...(details.path === undefined ? {} : { path: details.path }),
    requestId,
    ...(details.duplicate === undefined ? {} : { duplicate: details.duplicate }),
    ...(details.expected === undefined ? {} : { expected: details.expected }),
  }
}

import type { ErrorCode } from '@flowstate/protocol'
import type { ProblemDetails } from './problem.ts'

/** What happens to the refresh cookie of the web app. */
export type CookieOrder = { readonly set: string; readonly maxAgeSeconds: number } | { readonly clear: true }

/** A picture that changes with its canvas. */
export interface PictureAnswer {
  /** Null: the caller has it already. */
  readonly svg: string | null
  /** Names this very picture, for caches; null when it is not worth keeping. */
  readonly tag: string | null
  /** The name of the file when it is saved: letters, digits, dots and dashes only. */
  readonly fileName?: string
}

/** A file: one that never changes under its address, or one made for this caller. */
export interface FileAnswer {
  readonly bytes: Uint8Array
  readonly mimeType: string
  /** Letters, digits, dots and dashes only. */
  readonly name: string
  /** Names these bytes, for caches; null when they were made for this answer, to be saved. */
  readonly tag: string | null
}

/** What a route answers. Refusals are values too. */
export type Answer<Body> =
  | { readonly kind: 'body'; readonly status: number; readonly body: Body; readonly cookie?: CookieOrder }
  /** JSON that exists already, such as rows of the log, as text or as its UTF-8. */
  | {
      readonly kind: 'json'
      readonly status: number
      readonly json: string | Buffer
      readonly fileName?: string
    }
  | { readonly kind: 'picture'; readonly picture: PictureAnswer }
  | { readonly kind: 'file'; readonly file: FileAnswer }
  /** 304: the caller has it already. */
  | { readonly kind: 'unchanged'; readonly tag: string }
  | { readonly kind: 'empty'; readonly cookie?: CookieOrder }
  | RefusedAnswer

export interface RefusedAnswer {
  readonly kind: 'refused'
  readonly code: ErrorCode
  readonly details: ProblemDetails
  readonly cookie?: CookieOrder
}

export function answer<Body>(status: number, body: Body, cookie?: CookieOrder): Answer<Body> {
  return { kind: 'body', status, body, ...(cookie === undefined ? {} : { cookie }) }
}

export function answerJson(status: number, json: string | Buffer): Answer<never> {
  return { kind: 'json', status, json }
}

/** 204 */
export function answerEmpty(cookie?: CookieOrder): Answer<never> {
  return { kind: 'empty', ...(cookie === undefined ? {} : { cookie }) }
}

export function refuse(code: ErrorCode, details: ProblemDetails = {}): RefusedAnswer {
  return { kind: 'refused', code, details }
}

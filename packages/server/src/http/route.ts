import type { Role } from '@flowstate/protocol'
import type { TObject, TSchema } from 'typebox'
import type { AccessGate } from '../access/access-gate.ts'
import type { Author } from '../access/author.ts'
import type { Answer } from './answer.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call a route (AC4). There is no way to define a route without saying so. */
export type RouteAccess =
  | { readonly kind: 'public' }
  /** Anybody signed in; `whole` refuses logins that a share link limits to one canvas. */
  | { readonly kind: 'login'; readonly whole: boolean }
  /** A member of the workspace in the path, with at least this role. */
  | { readonly kind: 'workspace'; readonly role: Role }
  /**
   * Somebody with at least this role on the canvas in the path. `by: 'membership'` does not count share links.
   * `trash` says which canvases there are for this route.
   */
  | {
      readonly kind: 'canvas'
      readonly role: Role
      readonly by: 'any' | 'membership'
      readonly trash: 'hidden' | 'shown' | 'only'
    }

/** What every route is told about the request. */
export interface RequestFacts {
  readonly requestId: string
  readonly ip: string
  readonly userAgent: string
  /** The call carries `X-FlowState-Web: 1`: the refresh token travels in the cookie only. */
  readonly web: boolean
  readonly refreshCookie: string | undefined
  /** Scheme and host the caller used. */
  readonly origin: string
  /** Of the body, in lower case and without parameters; empty when it has none. */
  readonly contentType: string
  /** What the caller has already, as `If-None-Match` says it. */
  readonly knownTag: string
}

export interface Inputs<Params, Query, Body> extends RequestFacts {
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

export interface PublicContext {
  /** Whoever is signed in, if anybody. */
  readonly author: Author | null
}

/** The outside of a route: everything but its code. */
export interface RouteOutline {
  readonly method: Method
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: string
  /** `operationId` of the OpenAPI document. */
  readonly name: string
  readonly tag: string
  readonly summary: string
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TSchema
  /** A body may be left out altogether. */
  readonly bodyOptional?: true
  /**
   * The body is a file of one of these types: it arrives as a stream nobody has read from yet, so that a caller without
   * access costs no memory. The route says which types it refuses.
   */
  readonly takesFile?: readonly string[]
  /** The body of a 200 is a file of one of these types. */
  readonly givesFile?: readonly string[]
  /** Successful answers by status; null has no body, or a file. */
  readonly answers: Readonly<Record<number, TSchema | null>>
}

/** Inputs as they came, not yet looked at. */
export interface RawInputs extends RequestFacts {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** A route as the server mounts it. */
export interface Route extends RouteOutline {
  readonly access: RouteAccess
  /** Access first, inputs second: what somebody without access sends is never looked at (AC1). */
  readonly run: (inputs: RawInputs, author: Author | null, gate: AccessGate) => Promise<Answer<unknown>>
}

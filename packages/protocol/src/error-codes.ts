/**
 * The one catalogue of refusals. HTTP status, close code, class (CM8) and the sentence people read live here and nowhere
 * else. `class`: `final` is durable and spends the seq; `access` keeps the client's queue and pauses it; `transient` is
 * tried again; `request` never reaches the log.
 */
export interface ErrorEntry {
  readonly status: number
  readonly class: 'final' | 'access' | 'transient' | 'request'
  readonly title: string
}

/** Marked so that the app, which has words of its own, is not sent the catalogue. */
/* @__NO_SIDE_EFFECTS__ */
const entry = (status: number, errorClass: ErrorEntry['class'], title: string): ErrorEntry => ({
  status,
  class: errorClass,
  title,
})

export const errorCatalogue = {
  invalid: entry(400, 'final', 'The operation is not well formed'),
  unknown_shape: entry(422, 'final', 'A shape of that id never existed on this canvas'),
  id_exists: entry(409, 'final', 'That id is already used on this canvas'),
  cycle: entry(422, 'final', 'A shape cannot be placed inside itself'),
  bad_parent: entry(422, 'final', 'Shapes cannot be placed there'),
  text_conflict: entry(409, 'final', 'The text changed too much since it was read'),
  too_many_changes: entry(413, 'final', 'The operation is too large'),
  id_conflict: entry(409, 'final', 'That id was used for something else'),
  empty: entry(400, 'final', 'The operation changes nothing'),

  forbidden: entry(403, 'access', 'Your role does not allow this'),
  not_found: entry(404, 'access', 'There is nothing here, or it is not yours'),
  canvas_locked: entry(423, 'access', 'This canvas is locked'),
  canvas_full: entry(507, 'access', 'This canvas has reached its size limit'),

  unavailable: entry(503, 'transient', 'The database does not answer; try again'),
  unknown_outcome: entry(503, 'transient', 'The outcome is unknown; repeat with the same id'),
  out_of_order: entry(409, 'transient', 'An earlier operation of this client is missing'),
  seq_conflict: entry(409, 'transient', 'Another client used this sequence; take a new client id'),

  bad_request: entry(400, 'request', 'The request is not well formed'),
  unauthenticated: entry(401, 'request', 'Please sign in'),
  invalid_credentials: entry(401, 'request', 'E-mail or password is wrong'),
  email_taken: entry(409, 'request', 'An account with this e-mail exists'),
  weak_password: entry(400, 'request', 'This password is too easy to guess'),
  registration_closed: entry(403, 'request', 'Registration is closed on this server'),
  guests_off: entry(403, 'request', 'This server does not admit guests'),
  csrf: entry(403, 'request', 'The request did not come from the app'),
  last_owner: entry(409, 'request', 'A workspace needs an owner'),
  already_member: entry(409, 'request', 'Already a member'),
  not_in_trash: entry(409, 'request', 'Only canvases in the trash can be deleted for ever'),
  version_beyond_head: entry(404, 'request', 'The canvas has not reached that version'),
  method_not_allowed: entry(405, 'request', 'This address does not know that method'),
  unsupported_media_type: entry(415, 'request', 'Send application/json'),
  unsupported_image: entry(415, 'request', 'Pictures of this kind are not taken'),
  bad_image: entry(422, 'request', 'This file cannot be read as a picture'),
  too_many_assets: entry(507, 'request', 'This canvas holds as many pictures as it may'),
  assets_unavailable: entry(503, 'request', 'Pictures cannot be reached just now; try again in a moment'),
  too_many_comments: entry(507, 'request', 'There are as many comments here as there may be'),
  too_large: entry(413, 'request', 'The request is too large'),
  too_many_requests: entry(429, 'request', 'Too many requests; slow down'),
  draining: entry(503, 'request', 'The server is restarting'),
  internal: entry(500, 'request', 'Something went wrong on our side'),
  unknown_type: entry(400, 'request', 'The message has an unknown type'),
  bad_message: entry(400, 'request', 'The frame could not be read'),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errorCatalogue

/** WebSocket close codes and whether a client should come back by itself (SY5). */
export const closeCodes = {
  badMessage: { code: 4400, reason: 'bad message', final: true },
  unauthenticated: { code: 4401, reason: 'authentication', final: true },
  notFound: { code: 4404, reason: 'gone or not yours', final: true },
  tooSlow: { code: 4408, reason: 'too slow', final: false },
  sequence: { code: 4409, reason: 'sequence', final: false },
  clientTooOld: { code: 4426, reason: 'client too old', final: true },
  rate: { code: 4429, reason: 'rate', final: false },
  tooBig: { code: 1009, reason: 'too big', final: false },
  restart: { code: 1012, reason: 'restart', final: false },
  tryLater: { code: 1013, reason: 'try later', final: false },
} as const

/** An error body on every REST route (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail?: string
  readonly path?: string
  readonly requestId: string
  /** Set when the refusal was decided earlier and is only repeated. */
  readonly duplicate?: true
  readonly expected?: number
}

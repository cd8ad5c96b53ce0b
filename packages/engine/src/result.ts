/** Expected refusals are values. `ok` discriminates; a broken invariant throws instead. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error }
}

/** Why the rules refuse a proposal for good (CM8, class final). `path` is a JSON pointer into the proposal. */
export type RefusalCode =
  | 'invalid'
  | 'unknown_shape'
  | 'id_exists'
  | 'cycle'
  | 'bad_parent'
  | 'text_conflict'
  | 'too_many_changes'
  | 'empty'

export interface Refusal {
  readonly code: RefusalCode
  readonly detail: string
  readonly path?: string
}

import { err, type Refusal, type RefusalCode } from './result.ts'

export type Refused = { readonly ok: false; readonly error: Refusal }

/** A refusal as a value; `path` is a JSON pointer into the proposal. */
export function refuse(code: RefusalCode, detail: string, path?: string): Refused {
  return err(path === undefined ? { code, detail } : { code, detail, path })
}

/** A JSON pointer one step deeper (RFC 6901). */
export function pointer(path: string, member: string | number): string {
  return `${path}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

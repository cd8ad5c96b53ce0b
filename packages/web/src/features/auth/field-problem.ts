import { RestError } from '@flowstate/client'
import type { ErrorCode } from '@flowstate/protocol'

/** Which field a refusal is about; `form` when it is about none. */
export type FormField = 'email' | 'password' | 'currentPassword' | 'name' | 'form'

/** A refusal where it belongs. Without `words` the code says it; with them the server's sentence does. */
export interface FieldProblem {
  readonly field: FormField
  readonly reason:
    | { readonly kind: 'offline' }
    | {
        readonly kind: 'code'
        readonly code: 'email_taken' | 'invalid_credentials' | 'bad_email' | 'weak_password' | 'empty'
      }
    /** Tried too often; null when the server did not say how long to wait. */
    | { readonly kind: 'wait'; readonly seconds: number | null }
    | { readonly kind: 'words'; readonly words: string }
}

const fieldOfPath: Readonly<Record<string, FormField>> = {
  '/email': 'email',
  '/password': 'password',
  '/newPassword': 'password',
  '/currentPassword': 'currentPassword',
  '/displayName': 'name',
}

const fieldOfCode: Partial<Record<ErrorCode, FormField>> = {
  email_taken: 'email',
  invalid_credentials: 'password',
}

const fields: readonly FormField[] = ['email', 'password', 'currentPassword', 'name']

/** What a browser would hold a form back for, of its first such field: null when there is nothing. */
export function problemIn(form: HTMLFormElement): FieldProblem | null {
  for (const input of form.querySelectorAll('input')) {
    const field = fields.find((name) => name === input.name)
    if (field === undefined || input.validity.valid) continue
    const isEmpty = input.value.trim() === ''
    return { field, reason: { kind: 'code', code: isEmpty || field !== 'email' ? 'empty' : 'bad_email' } }
  }
  return null
}

/** Reads what a call of the account routes was refused with. */
export function fieldProblemOf(error: unknown): FieldProblem {
  if (!(error instanceof RestError))
    return {
      field: 'form',
      reason: { kind: 'words', words: error instanceof Error ? error.message : String(error) },
    }
  if (error.status === 0) return { field: 'form', reason: { kind: 'offline' } }
  const code = error.problem?.code
  const field = fieldOfPath[error.problem?.path ?? ''] ?? (code && fieldOfCode[code]) ?? 'form'
  switch (code) {
    case 'email_taken':
    case 'invalid_credentials':
    case 'weak_password':
      return { field, reason: { kind: 'code', code } }
    case 'too_many_requests':
      return { field, reason: { kind: 'wait', seconds: error.retryAfterSeconds } }
    case 'bad_request':
      if (field === 'email') return { field, reason: { kind: 'code', code: 'bad_email' } }
      break
  }
  return { field, reason: { kind: 'words', words: error.message } }
}

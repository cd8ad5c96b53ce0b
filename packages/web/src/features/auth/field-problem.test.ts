import { RestError } from '@flowstate/client'
import { type ErrorCode, errorCatalogue } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { fieldProblemOf } from './field-problem.ts'

const refused = (code: ErrorCode, more: { readonly path?: string; readonly detail?: string } = {}) => {
  const { status, title } = errorCatalogue[code]
  return new RestError(
    status,
    { type: '', title, status, code, requestId: '', ...more },
    more.detail ?? title,
  )
}

describe('a refusal stands at the field it is about', () => {
  test('a weak password is said in the language of the page, not in the sentence of the server', () => {
    const reason = { kind: 'code', code: 'weak_password' }
    for (const path of ['/password', '/newPassword'])
      expect(fieldProblemOf(refused('weak_password', { path, detail: 'Use at least 8 characters' }))).toEqual(
        { field: 'password', reason },
      )
  })

  test('codes know their field', () => {
    expect(fieldProblemOf(refused('email_taken'))).toMatchObject({ field: 'email' })
    expect(fieldProblemOf(refused('invalid_credentials'))).toMatchObject({ field: 'password' })
    expect(fieldProblemOf(refused('invalid_credentials', { path: '/currentPassword' }))).toMatchObject({
      field: 'currentPassword',
    })
  })

  test('who has tried too often is told how long to wait, if the server says so', () => {
    const error = refused('too_many_requests')
    expect(fieldProblemOf(error)).toEqual({ field: 'form', reason: { kind: 'wait', seconds: null } })
    error.retryAfterSeconds = 90
    expect(fieldProblemOf(error)).toEqual({ field: 'form', reason: { kind: 'wait', seconds: 90 } })
  })

  test('an address that is none, and a name that is none', () => {
    expect(fieldProblemOf(refused('bad_request', { path: '/email' }))).toEqual({
      field: 'email',
      reason: { kind: 'code', code: 'bad_email' },
    })
    expect(fieldProblemOf(refused('bad_request', { path: '/displayName' }))).toMatchObject({ field: 'name' })
  })

  test('no network, and what nobody expected, concern the whole form', () => {
    expect(fieldProblemOf(new RestError(0, null, 'fetch failed'))).toEqual({
      field: 'form',
      reason: { kind: 'offline' },
    })
    expect(fieldProblemOf(new Error('odd'))).toEqual({
      field: 'form',
      reason: { kind: 'words', words: 'odd' },
    })
    expect(fieldProblemOf(refused('internal'))).toMatchObject({ field: 'form' })
  })
})

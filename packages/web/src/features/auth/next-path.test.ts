import { describe, expect, test } from 'vitest'
import { nextSearch, safeNextPath } from './next-path.ts'

describe('where to go after signing in', () => {
  test('a path of this app passes, query and fragment included', () => {
    const canvas = '/c/01a20000-0000-7000-8000-000000000000'
    for (const path of [canvas, '/home?view=list', '/account#devices', '/'])
      expect(safeNextPath(path)).toBe(path)
  })

  test.each([
    'https://example.org/',
    '//example.org/c/1',
    '/\\example.org',
    '\\\\example.org',
    '/\t/example.org',
    '/./\\/example.org',
    '/.//example.org',
    'javascript:alert(1)',
    ' /home',
    'home',
    '',
    '/api/v1/auth/me',
    '/sign-in?next=/home',
    '/register',
  ])('%j does not', (next) => {
    expect(safeNextPath(next)).toBe(null)
    expect(nextSearch({ next })).toEqual({})
  })

  test('what is no text does not', () => {
    for (const next of [undefined, null, 7, ['/home'], { href: '/home' }])
      expect(safeNextPath(next)).toBe(null)
  })
})

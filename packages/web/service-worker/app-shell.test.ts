import { describe, expect, test } from 'vitest'
import { createShellCache, isPagePath } from './app-shell.ts'

const origin = 'https://board.test'
const shell = createShellCache({ build: '1', files: ['index.html', 'flowstate.svg'] }, origin)
const get = (path: string, init?: RequestInit) => new Request(new URL(path, origin), init)

describe('what the service worker answers', () => {
  test('nothing of the interface, no other host, and no request that changes something', () => {
    for (const path of ['/api/v1/canvases', '/metrics', '/docs', 'https://elsewhere.test/assets/a.js'])
      expect(shell.answer(get(path)), path).toBeUndefined()
    expect(shell.answer(get('/assets/index-12345678.js', { method: 'POST' }))).toBeUndefined()
  })

  test('addresses of the app are pages; files, documents and the interface are not', () => {
    for (const path of ['/', '/c/018f0000-0000-7000-8000-000000000001', '/home'])
      expect(isPagePath(path), path).toBe(true)
    for (const path of ['/api/v1/health', '/api', '/docs/', '/metrics', '/sw.js', '/export.png'])
      expect(isPagePath(path), path).toBe(false)
  })
})

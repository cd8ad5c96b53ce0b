import { expect, test } from 'vitest'
import { troubleWith } from './canvas-trouble.ts'

const closed = (code: number) =>
  troubleWith({ name: 'stopped', reason: { kind: 'closed', code, reason: '' } })

test('CL4 people are told what has ended and why their edits wait, and nothing while the app helps itself', () => {
  expect(troubleWith({ name: 'live' })).toBeNull()
  expect(troubleWith({ name: 'offline' })).toBeNull()
  expect(troubleWith({ name: 'stopped', reason: { kind: 'stopped' } })).toBeNull()
  expect([closed(4404), closed(4426), closed(4409)]).toEqual(['lost', 'outdated', 'closed'])
  expect(closed(4401)).toBe(null)
  expect(troubleWith({ name: 'stopped', reason: { kind: 'outdated', schema: 9 } })).toBe('outdated')
  const paused = (code: 'canvas_full' | 'canvas_locked' | 'forbidden') =>
    troubleWith({ name: 'paused', code, detail: '' })
  expect([paused('canvas_full'), paused('canvas_locked'), paused('forbidden')]).toEqual([
    'full',
    'locked',
    'forbidden',
  ])
})

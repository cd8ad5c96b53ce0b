import { expect, test } from 'vitest'
import { formatAgo } from './format-ago.ts'

const now = new Date('2026-03-10T12:00:00.000Z')
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })

test.each([
  ['2026-03-10T11:59:30.000Z', relative.format(0, 'second')],
  ['2026-03-10T12:00:30.000Z', relative.format(0, 'second')],
  ['2026-03-10T11:59:00.000Z', relative.format(-1, 'minute')],
  ['2026-03-10T11:00:01.000Z', relative.format(-59, 'minute')],
  ['2026-03-10T11:00:00.000Z', relative.format(-1, 'hour')],
  ['2026-03-09T12:00:01.000Z', relative.format(-23, 'hour')],
  ['2026-03-09T12:00:00.000Z', relative.format(-1, 'day')],
  ['2026-03-03T12:00:01.000Z', relative.format(-6, 'day')],
])('%s is %s', (iso, words) => {
  expect(formatAgo(iso, now)).toBe(words)
})

test('a week and more is a date', () => {
  expect(formatAgo('2026-03-03T12:00:00.000Z', now)).toContain('2026')
})

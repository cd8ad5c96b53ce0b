import { describe, expect, test } from 'vitest'
import { addDays, dateIn, isTimeZone, streaksOf } from './streaks.ts'

const days = (...dates: string[]) => dates.map((date) => ({ date }))

describe('streaks', () => {
  test('the current one may end yesterday, not the day before', () => {
    const two = days('2026-02-27', '2026-02-28')
    expect(streaksOf(two, '2026-02-28').currentStreak).toBe(2)
    expect(streaksOf(two, '2026-03-01').currentStreak).toBe(2)
    expect(streaksOf(two, '2026-03-02').currentStreak).toBe(0)
  })

  test('the longest one goes over the end of a month and a leap day', () => {
    const some = days('2024-02-28', '2024-02-29', '2024-03-01', '2024-03-05')
    expect(streaksOf(some, '2025-01-01')).toEqual({ currentStreak: 0, longestStreak: 3 })
    expect(streaksOf([], '2025-01-01')).toEqual({ currentStreak: 0, longestStreak: 0 })
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01')
  })

  test('a moment is another day elsewhere', () => {
    const noon = Date.parse('2026-06-01T12:00:00Z')
    expect(dateIn('UTC', noon)).toBe('2026-06-01')
    expect(dateIn('Pacific/Kiritimati', noon)).toBe('2026-06-02')
  })

  test('only names of time zones are time zones', () => {
    for (const tz of ['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia', 'Etc/GMT+5'])
      expect(isTimeZone(tz)).toBe(true)
    for (const tz of ['+02:00', 'Mars/Olympus', "UTC'; drop", '', '../etc'])
      expect(isTimeZone(tz)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { dateInZone, dayAfterKey, layOutWeeks, levelOf } from './heatmap-weeks.ts'

const monday = 1
const sunday = 0
const empty = (from: string, to: string) => ({ from, to, days: [] })

describe('the weeks of a year', () => {
  test('every day of it is there once, in the column of its week and the row of its weekday', () => {
    for (const [year, length] of [
      [2024, 366],
      [2026, 365],
    ] as const) {
      for (const firstWeekday of [sunday, monday, 6]) {
        const period = empty(`${year}-01-01`, `${year}-12-31`)
        const { weeks, months } = layOutWeeks(period, { today: '2030-01-01', firstWeekday })
        const days = weeks.flat().filter((day) => day !== null)
        expect(days.map(({ date }) => date)).toEqual([...new Set(days.map(({ date }) => date))].sort())
        expect(days).toHaveLength(length)
        for (const week of weeks) {
          expect(week).toHaveLength(7)
          for (const [row, day] of week.entries())
            if (day !== null) expect(new Date(day.date).getUTCDay()).toBe((firstWeekday + row) % 7)
        }
        expect(months.reduce((sum, month) => sum + month.weeks, 0)).toBe(weeks.length)
        expect(months.map(({ month }) => month)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      }
    }
  })

  test('days to come are left out, their places are not', () => {
    const { weeks } = layOutWeeks(empty('2026-01-01', '2026-12-31'), {
      today: '2026-03-03',
      firstWeekday: monday,
    })
    expect(weeks).toHaveLength(53)
    const dates = weeks.flat().flatMap((day) => (day === null ? [] : [day.date]))
    expect(dates.at(-1)).toBe('2026-03-03')
  })

  test('a year up to today goes over two turns of the month of its start', () => {
    const { months, weeks } = layOutWeeks(empty('2025-11-26', '2026-11-25'), {
      today: '2026-11-25',
      firstWeekday: monday,
    })
    expect(months[0]).toEqual({ month: 10, at: '2025-11-26', weeks: 1 })
    expect(months.at(-1)?.month).toBe(10)
    expect(weeks.at(-1)?.[2]?.date).toBe('2026-11-25')
    expect(weeks.at(-1)?.[3]).toBe(null)
  })

  test('counts are on their day', () => {
    const days = [{ date: '2026-03-03', count: 12 }]
    const { weeks } = layOutWeeks(
      { ...empty('2026-01-01', '2026-12-31'), days },
      { today: '2026-12-31', firstWeekday: monday },
    )
    const found = weeks.flat().filter((day) => day !== null && day.count > 0)
    expect(found).toEqual([{ date: '2026-03-03', count: 12, level: 4 }])
  })
})

describe('steps of colour', () => {
  test('none is none, one is the first, the busiest day is the last', () => {
    expect(levelOf(0, 500)).toBe(0)
    expect(levelOf(1, 500)).toBe(1)
    expect(levelOf(500, 500)).toBe(4)
    expect(levelOf(1, 1)).toBe(1)
  })

  test('more is never lighter', () => {
    let before = 0
    for (let count = 0; count <= 1_000; count++) {
      const level = levelOf(count, 1_000)
      expect(level).toBeGreaterThanOrEqual(before)
      before = level
    }
  })
})

describe('days in a zone', () => {
  test('one moment is two dates', () => {
    const moment = Date.parse('2026-12-31T23:30:00Z')
    expect(dateInZone('UTC', moment)).toBe('2026-12-31')
    expect(dateInZone('Europe/Berlin', moment)).toBe('2027-01-01')
    expect(dateInZone('America/Los_Angeles', moment)).toBe('2026-12-31')
  })

  test('keys lead to neighbours and never out of the period', () => {
    const ends = { first: '2026-01-01', last: '2026-03-03' }
    const from = (key: string, date: string) => dayAfterKey(key, date, ends)
    expect(from('ArrowLeft', '2026-03-03')).toBe('2026-02-24')
    expect(from('ArrowUp', '2026-03-01')).toBe('2026-02-28')
    expect(from('ArrowRight', '2026-03-01')).toBe('2026-03-01')
    expect(from('ArrowDown', '2026-03-03')).toBe('2026-03-03')
    expect(from('Home', '2026-02-02')).toBe('2026-01-01')
    expect(from('End', '2026-02-02')).toBe('2026-03-03')
    expect(from('a', '2026-02-02')).toBe(null)
  })
})

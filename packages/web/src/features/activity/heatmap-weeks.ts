import type { Activity } from '@flowstate/protocol'

/** How dark a day is: 0 for nothing, then four steps. */
export type Level = 0 | 1 | 2 | 3 | 4

export interface HeatmapDay {
  /** YYYY-MM-DD, a day of the calendar of the time zone that was asked for. */
  readonly date: string
  readonly count: number
  readonly level: Level
}

export interface HeatmapWeeks {
  /** Seven places each, from the first day of the week on; null before the period, after it, and for days to come. */
  readonly weeks: readonly (readonly (HeatmapDay | null)[])[]
  /** Which weeks stand under which month: `month` is 0 to 11; `at` is the first day of the first of these weeks. */
  readonly months: readonly { readonly month: number; readonly at: string; readonly weeks: number }[]
}

const dayMs = 86_400_000
/** Below this many changes even the busiest day is not of the darkest step. */
const busyMin = 20

/** Days of a calendar have no time zone, so that UTC arithmetic is right for all of them. */
export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay()
}

/** The date it is at a moment in a time zone. */
export function dateInZone(zone: string, ms: number): string {
  const parts = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return new Intl.DateTimeFormat('en-CA', parts).format(ms)
}

/** By the square root: a day of four hundred changes must not make one of forty look like none. */
export function levelOf(count: number, busiest: number): Level {
  if (count <= 0) return 0
  return Math.min(4, Math.ceil(4 * Math.sqrt(count / Math.max(busiest, busyMin)))) as Level
}

/**
 * Lays the days of a period out in columns of weeks.
 * @param layout.today days after it are left out: they have not happened
 * @param layout.firstWeekday 0 for Sunday to 6
 */
export function layOutWeeks(
  activity: Pick<Activity, 'from' | 'to' | 'days'>,
  layout: { readonly today: string; readonly firstWeekday: number },
): HeatmapWeeks {
  const counts = new Map(activity.days.map(({ date, count }) => [date, count]))
  const busiest = Math.max(0, ...counts.values())
  const last = activity.to < layout.today ? activity.to : layout.today
  const back = (weekdayOf(activity.from) - layout.firstWeekday + 7) % 7
  const weeks: (HeatmapDay | null)[][] = []
  const months: { month: number; at: string; weeks: number }[] = []
  for (let start = shiftDate(activity.from, -back); start <= activity.to; start = shiftDate(start, 7)) {
    const week = Array.from({ length: 7 }, (_, index) => {
      const date = shiftDate(start, index)
      if (date < activity.from || date > last) return null
      const count = counts.get(date) ?? 0
      return { date, count, level: levelOf(count, busiest) }
    })
    weeks.push(week)
    const first = start < activity.from ? activity.from : start
    const month = Number(first.slice(5, 7)) - 1
    const before = months.at(-1)
    if (before?.month === month) before.weeks += 1
    else months.push({ month, at: first, weeks: 1 })
  }
  return { weeks, months }
}

/** Where a key leads from a day: one day or one week away, or to an end. Null for a key that leads nowhere. */
export function dayAfterKey(
  key: string,
  date: string,
  ends: { readonly first: string; readonly last: string },
) {
  const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 }
  if (key === 'Home') return ends.first
  if (key === 'End') return ends.last
  const step = steps[key]
  if (step === undefined) return null
  const next = shiftDate(date, step)
  return next < ends.first || next > ends.last ? date : next
}

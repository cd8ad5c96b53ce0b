const dayMs = 86_400_000

/** The date so many days later; dates are days of a calendar, so UTC arithmetic is right for every time zone. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)
}

/**
 * Runs of consecutive active days. The current one may end yesterday: today is not over yet.
 * @param days ascending
 */
export function streaksOf(
  days: readonly { readonly date: string }[],
  today: string,
): { readonly currentStreak: number; readonly longestStreak: number } {
  let longestStreak = 0
  let run = 0
  let previous: string | null = null
  for (const { date } of days) {
    run = previous !== null && addDays(previous, 1) === date ? run + 1 : 1
    longestStreak = Math.max(longestStreak, run)
    previous = date
  }
  const alive = previous === today || previous === addDays(today, -1)
  return { currentStreak: alive ? run : 0, longestStreak }
}

/** The date of a moment in a time zone. */
export function dateIn(tz: string, ms: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return parts.format(ms)
}

/** Whether this is an IANA time zone both Node and PostgreSQL read alike: a name, not an offset. */
export function isTimeZone(tz: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(tz)) return false
  try {
    dateIn(tz, 0)
    return true
  } catch {
    return false
  }
}

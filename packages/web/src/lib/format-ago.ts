import { perLocale } from './per-locale.ts'

const relative = perLocale(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
)
const date = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long ago, in the words of the reader's language; the date once it is a week. Clocks that are ahead count as now. */
export function formatAgo(iso: string, now: Date): string {
  const then = new Date(iso)
  const agoMs = Math.max(0, now.getTime() - then.getTime())
  if (agoMs < minuteMs) return relative().format(0, 'second')
  if (agoMs < hourMs) return relative().format(-Math.floor(agoMs / minuteMs), 'minute')
  if (agoMs < dayMs) return relative().format(-Math.floor(agoMs / hourMs), 'hour')
  if (agoMs < 7 * dayMs) return relative().format(-Math.floor(agoMs / dayMs), 'day')
  return date().format(then)
}

import { perLocale } from './per-locale.ts'

const time = perLocale((locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }))
const full = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** A moment as people write it: only the time for today. */
export function formatMoment(iso: string, now: Date): string {
  const date = new Date(iso)
  return date.toDateString() === now.toDateString() ? time().format(date) : full().format(date)
}

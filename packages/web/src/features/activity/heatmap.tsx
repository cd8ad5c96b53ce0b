import type { Activity } from '@flowstate/protocol'
import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { perLocale } from '../../lib/per-locale.ts'
import styles from './heatmap.module.css'
import { dayAfterKey, type HeatmapDay, type Level, layOutWeeks } from './heatmap-weeks.ts'

const longDate = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
)
const shortMonth = perLocale((locale) => new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }))
const shortDay = perLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }))

const monthName = (month: number) => shortMonth().format(Date.UTC(2026, month, 1))
/** The first of February 2026 was a Sunday. */
const weekdayName = (weekday: number) => shortDay().format(Date.UTC(2026, 1, 1 + weekday))

interface Tip {
  readonly words: string
  /** Middle of the upper edge of the cell, in pixels of the window. */
  readonly x: number
  readonly y: number
}

function tipOver(cell: HTMLElement): Tip {
  const { left, width, top } = cell.getBoundingClientRect()
  return { words: cell.getAttribute('aria-label') ?? '', x: left + width / 2, y: top }
}

/** A year in squares, a column per week: read with the eye, with arrow keys, and as a table. */
export function Heatmap(props: {
  readonly activity: Pick<Activity, 'from' | 'to' | 'days'>
  readonly today: string
  readonly firstWeekday: number
}) {
  const { t } = useTranslation()
  const { activity, today, firstWeekday } = props
  const { weeks, months } = layOutWeeks(activity, { today, firstWeekday })
  const ends = { first: activity.from, last: activity.to < today ? activity.to : today }
  const [current, setCurrent] = useState(ends.last)
  const [tip, setTip] = useState<Tip | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const tipBox = useRef<HTMLSpanElement>(null)
  const focused = current < ends.first || current > ends.last ? ends.last : current

  // On a narrow screen the year does not fit: what is looked for first is its end.
  useLayoutEffect(() => {
    const box = scroller.current
    const cell = box?.querySelector<HTMLElement>(`[data-date="${ends.last}"]`)
    if (!box || !cell) return
    box.scrollLeft += cell.getBoundingClientRect().right + 8 - box.getBoundingClientRect().right
  }, [ends.last])

  // Beside the edge of the window it would be cut.
  useLayoutEffect(() => {
    const box = tipBox.current
    if (box === null || tip === null) return
    const room = box.offsetWidth / 2 + 8
    box.style.left = `${Math.max(room, Math.min(tip.x, window.innerWidth - room))}px`
  }, [tip])

  const wordsOf = (day: HeatmapDay): string =>
    t('activity.day', { count: day.count, date: longDate().format(Date.parse(day.date)) })

  const show = (event: PointerEvent | FocusEvent): void => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-date]') : null
    setTip(cell === null ? null : tipOver(cell))
  }
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setTip(null)
    const next = dayAfterKey(event.key, focused, ends)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    scroller.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus()
  }

  return (
    <>
      <div ref={scroller} className={styles.scroller} onScroll={() => setTip(null)}>
        <table
          className={styles.grid}
          aria-label={t('activity.grid')}
          onPointerOver={show}
          onPointerLeave={() => setTip(null)}
          onFocus={show}
          onBlur={() => setTip(null)}
          onKeyDown={move}
        >
          <thead aria-hidden>
            <tr>
              <td />
              {months.map(({ month, weeks: span, at }) => (
                <td key={at} colSpan={span} className={styles.month}>
                  {/* A month of one column has no room for its name. */}
                  {span > 1 && <span>{monthName(month)}</span>}
                </td>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: 7 }, (_, row) => (firstWeekday + row) % 7).map((weekday, row) => (
              <tr key={weekday}>
                <th scope="row" className={styles.weekday}>
                  <span className={weekday % 2 === 1 ? undefined : styles.unseen}>
                    {weekdayName(weekday)}
                  </span>
                </th>
                {weeks.map((week, column) => {
                  const day = week[row] ?? null
                  const key = `${column}-${weekday}`
                  return (
                    <td key={key}>
                      {day !== null && (
                        <button
                          type="button"
                          className={styles.day}
                          data-date={day.date}
                          data-level={day.level}
                          data-today={day.date === today || undefined}
                          aria-label={wordsOf(day)}
                          tabIndex={day.date === focused ? 0 : -1}
                          onFocus={() => setCurrent(day.date)}
                        />
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {tip !== null && (
        <span ref={tipBox} className={styles.tip} style={{ top: tip.y }} aria-hidden>
          {tip.words}
        </span>
      )}
    </>
  )
}

const levels: readonly Level[] = [0, 1, 2, 3, 4]

/** What the colours mean. */
export function HeatmapKey() {
  const { t } = useTranslation()
  return (
    <span className={styles.key} aria-hidden>
      {t('activity.less')}
      {levels.map((level) => (
        <span key={level} className={styles.day} data-level={level} />
      ))}
      {t('activity.more')}
    </span>
  )
}

import type { Activity } from '@flowstate/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { currentLocale } from '../../lib/per-locale.ts'
import { Bone } from '../../ui/bone.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { problemText } from '../home/home-problem.ts'
import styles from './activity-card.module.css'
import { firstWeekdayOf } from './first-weekday.ts'
import { Heatmap, HeatmapKey } from './heatmap.tsx'
import { dateInZone } from './heatmap-weeks.ts'

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone

function Numbers({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation()
  const numbers = [
    [t('activity.activeDays'), activity.activeDays],
    [t('activity.currentStreak'), activity.currentStreak],
    [t('activity.longestStreak'), activity.longestStreak],
  ] as const
  return (
    <dl className={styles.numbers}>
      {numbers.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{t('activity.days', { count })}</dd>
        </div>
      ))}
    </dl>
  )
}

/**
 * What somebody drew, day by day of this browser's time zone.
 * @param props.path of the REST interface
 * @param props.since when the account was made: no year before it is offered
 * @param props.own whether it is about the reader
 */
export function ActivityCard(props: {
  readonly path: string
  readonly since: string
  readonly own: boolean
}) {
  const { t } = useTranslation()
  const { rest } = useServices()
  const [year, setYear] = useState<string>('last')
  const today = dateInZone(zone, Date.now())
  const lastYear = Number(today.slice(0, 4))
  const firstYear = Number(dateInZone(zone, Date.parse(props.since)).slice(0, 4))
  const years = Array.from(
    { length: Math.max(1, lastYear - firstYear + 1) },
    (_, index) => `${lastYear - index}`,
  )
  const { data, error, refetch } = useQuery({
    queryKey: ['activity', props.path, year, zone],
    placeholderData: keepPreviousData,
    queryFn: () => {
      const query = new URLSearchParams({ tz: zone, ...(year === 'last' ? {} : { year }) })
      return rest.get<Activity>(`${props.path}?${query}`)
    },
  })
  const total = (count: number): string =>
    year === 'last' ? t('activity.totalLast', { count }) : t('activity.totalYear', { count, year })
  const nothing = (): string => {
    if (year !== 'last') return t('activity.emptyYear', { year })
    return props.own ? t('activity.empty') : t('activity.emptyOther')
  }
  return (
    <section className={styles.card} aria-label={t('activity.title')}>
      <header className={styles.head}>
        <div>
          <h2>{t('activity.title')}</h2>
          {data !== undefined && <p role="status">{data.total === 0 ? nothing() : total(data.total)}</p>}
        </div>
        <ChoiceField
          label={t('activity.period')}
          quiet
          value={year}
          options={[
            { value: 'last', label: t('activity.lastYear') },
            ...years.map((value) => ({ value, label: value })),
          ]}
          choose={setYear}
        />
      </header>
      {error !== null && (
        <div className={styles.trouble} role="alert">
          <p>{t('activity.failed', { detail: problemText(error) })}</p>
          <Button onClick={() => void refetch()}>{t('retry')}</Button>
        </div>
      )}
      {/* As high as what comes: buttons below it would move away under a press. */}
      {error === null && data === undefined && <Bone height="201px" />}
      {error === null && data !== undefined && (
        <>
          <Heatmap
            activity={data}
            today={today}
            firstWeekday={firstWeekdayOf(currentLocale() ?? navigator.language)}
          />
          <footer className={styles.foot}>
            <Numbers activity={data} />
            <span className={styles.legend}>
              <HeatmapKey />
              <small>{t('activity.zone', { zone })}</small>
            </span>
          </footer>
        </>
      )}
    </section>
  )
}

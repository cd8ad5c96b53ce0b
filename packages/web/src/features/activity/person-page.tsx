import { RestError } from '@flowstate/client'
import type { Colleague } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { UserRoundX } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../app/page-frame.tsx'
import { useServices } from '../../app/services.ts'
import { perLocale } from '../../lib/per-locale.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Bone } from '../../ui/bone.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { useSignedIn } from '../auth/use-signed-in.ts'
import { PageError } from '../canvases/page-error.tsx'
import { ActivityCard } from './activity-card.tsx'
import styles from './person-page.module.css'

const month = perLocale((locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' }))

/** `/people/…`: what one may see of somebody one shares a workspace with. */
export function PersonPage() {
  const { t } = useTranslation()
  const { rest } = useServices()
  const { userId } = useParams({ from: '/people/$userId' })
  const me = useSignedIn()?.user.id
  const { data, error, refetch } = useQuery({
    queryKey: ['person', userId],
    queryFn: async () => {
      await ensureSignedIn(rest)
      return rest.get<Colleague>(`/users/${encodeURIComponent(userId)}`)
    },
    select: shownPerson<Colleague>,
    retry: (count, failure) => count < 1 && !(failure instanceof RestError && failure.status > 0),
  })
  useEffect(() => {
    if (data !== undefined) document.title = `${data.displayName} · ${t('appName')}`
  }, [data, t])

  const isHidden = error instanceof RestError && (error.status === 404 || error.status === 403)
  if (error !== null && !isHidden) return <PageError error={error} onRetry={() => void refetch()} />
  if (isHidden)
    return (
      <PageFrame>
        <EmptyState icon={UserRoundX} alone title={t('person.notFound')} text={t('person.notFoundText')}>
          <Link to="/home" className={controls.button}>
            {t('person.home')}
          </Link>
        </EmptyState>
      </PageFrame>
    )
  if (data === undefined)
    return (
      <PageFrame>
        <div className={styles.page} role="status">
          <Bone width="240px" height="64px" />
          <Bone height="220px" />
        </div>
      </PageFrame>
    )
  return (
    <PageFrame>
      <div className={styles.page}>
        <header className={styles.who}>
          <Avatar name={data.displayName} color={data.color} size="large" />
          <div className={styles.words}>
            <h1>{data.displayName}</h1>
            <p>
              {t('person.since', { date: month().format(new Date(data.createdAt)) })}
              {data.guest && <Badge>{t('person.guest')}</Badge>}
              {me === data.id && <Badge tone="accent">{t('person.you')}</Badge>}
            </p>
          </div>
          {me === data.id && (
            <Link to="/account" className={controls.button}>
              {t('person.edit')}
            </Link>
          )}
        </header>
        <ActivityCard path={`/users/${data.id}/activity`} since={data.createdAt} own={me === data.id} />
      </div>
    </PageFrame>
  )
}

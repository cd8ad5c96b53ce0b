import type { LoginSession } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { Monitor, Smartphone, SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { formatMoment } from '../../lib/format-time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Bone } from '../../ui/bone.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { toast } from '../../ui/toasts.ts'
import authStyles from '../auth/auth-pages.module.css'
import { problemText } from '../home/home-problem.ts'
import styles from './account-page.module.css'
import { deviceNameOf } from './device-name.ts'

export const devicesKey = ['devices'] as const

const handhelds = new Set(['iPhone', 'iPad', 'Android'])

function labelOf(userAgent: string, t: TFunction): string {
  const { browser, system } = deviceNameOf(userAgent)
  if (browser !== null && system !== null) return t('account.deviceOn', { browser, system })
  return browser ?? system ?? t('account.unknownDevice')
}

function Device(props: { readonly session: LoginSession; onEnd(): Promise<void> }) {
  const { t } = useTranslation()
  const { session } = props
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { browser, system } = deviceNameOf(session.device)
  const Icon = browser === null ? SquareTerminal : handhelds.has(system ?? '') ? Smartphone : Monitor
  const label = labelOf(session.device, t)
  const now = new Date()
  const end = async (): Promise<void> => {
    setBusy(true)
    try {
      await props.onEnd()
    } catch (error) {
      setProblem(problemText(error))
      setBusy(false)
    }
  }
  return (
    <li className={styles.device}>
      <Icon size={20} aria-hidden />
      <div className={styles.deviceWords}>
        <strong title={session.device}>{label}</strong>
        <small>
          {t('account.lastUsed', { when: formatMoment(session.lastUsedAt, now) })},{' '}
          {t('account.since', { when: formatMoment(session.createdAt, now) })}
        </small>
        {problem !== null && (
          <small className={styles.problem} role="alert">
            {problem}
          </small>
        )}
      </div>
      {session.current ? (
        <Badge tone="accent">{t('account.thisDevice')}</Badge>
      ) : (
        <Button
          busy={busy}
          aria-label={t('account.signOutNamed', { device: label })}
          onClick={() => void end()}
        >
          {t('account.signOutDevice')}
        </Button>
      )}
    </li>
  )
}

/** Everywhere the account is signed in, this device first. */
export function DeviceList() {
  const { t } = useTranslation()
  const { rest, queries } = useServices()
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: devicesKey,
    staleTime: 0,
    queryFn: async () =>
      (await rest.get<{ readonly items: readonly LoginSession[] }>('/auth/sessions')).items,
  })
  const again = () => queries.invalidateQueries({ queryKey: devicesKey })
  const end = async (session: LoginSession): Promise<void> => {
    await rest.request({ method: 'DELETE', path: `/auth/sessions/${session.id}` })
    toast(t('account.deviceOut', { device: labelOf(session.device, t) }))
    await again()
  }
  const endOthers = async (): Promise<void> => {
    await rest.request({ method: 'DELETE', path: '/auth/sessions' })
    toast(t('account.othersOut'))
    await again()
  }

  if (error !== null)
    return (
      <div className={authStyles.form}>
        <p className={authStyles.banner} role="alert">
          {t('account.devicesFailed', { detail: problemText(error) })}
        </p>
        <div>
          <Button onClick={() => void refetch()}>{t('retry')}</Button>
        </div>
      </div>
    )
  if (data === undefined)
    return (
      <div className={authStyles.form}>
        <Bone width="60%" />
        <Bone width="45%" />
      </div>
    )
  const sorted = [...data].sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <>
      <ul className={styles.devices}>
        {sorted.map((session) => (
          <Device key={session.id} session={session} onEnd={() => end(session)} />
        ))}
      </ul>
      {sorted.length > 1 ? (
        <div>
          <Button onClick={() => setAsking(true)}>{t('account.signOutOthers')}</Button>
        </div>
      ) : (
        <small className={styles.hint}>{t('account.onlyDevice')}</small>
      )}
      {asking && (
        <ConfirmDialog
          title={t('account.othersTitle')}
          text={t('account.othersText')}
          verb={t('account.signOutOthers')}
          onConfirm={endOthers}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

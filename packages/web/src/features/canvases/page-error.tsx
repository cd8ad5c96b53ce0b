import { RestError } from '@flowstate/client'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import controls from '../../ui/controls.module.css'
import styles from './canvas-states.module.css'

const AccountDoor = patientLazy(async () => (await latePart(import('../auth/account-door.tsx'))).AccountDoor)
const GonePage = patientLazy(async () => (await latePart(import('./gone-page.tsx'))).GonePage)

type Trouble = 'sign-in' | 'not-found' | 'share' | 'offline' | 'other'

/** What kind of trouble it is; `sign-in` is mended by a login. */
export function troubleOf(error: Error, shared: boolean): Trouble {
  if (!(error instanceof RestError)) return 'other'
  if (error.status === 0) return 'offline'
  const code = error.problem?.code
  if (code === 'guests_off' || error.status === 401) return 'sign-in'
  if (error.status === 404) return shared ? 'share' : 'not-found'
  return 'other'
}

/** A page that could not be shown: what happened and what to do next. */
export function PageError(props: {
  readonly error: Error
  readonly shared?: boolean
  /** What being offline means for this page; else it only says so. */
  readonly offline?: string
  onRetry(): void
}) {
  const { t } = useTranslation()
  const { error, onRetry } = props
  const trouble = troubleOf(error, props.shared === true)
  if (trouble === 'sign-in')
    return (
      <Suspense fallback={null}>
        <AccountDoor onIn={onRetry} />
      </Suspense>
    )
  if (trouble === 'not-found' || trouble === 'share')
    return (
      <Suspense fallback={null}>
        <GonePage by={trouble} />
      </Suspense>
    )
  const isOffline = trouble === 'offline'
  return (
    <main className={styles.page}>
      <div className={styles.card} role="alert">
        <h1>{isOffline ? t('offline.title') : t('error.title')}</h1>
        <p>{isOffline ? (props.offline ?? t('error.offline')) : error.message}</p>
        <div className={styles.row}>
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={onRetry}>
            {t('retry')}
          </button>
          <a className={controls.button} href="/home">
            {t('error.home')}
          </a>
        </div>
      </div>
    </main>
  )
}

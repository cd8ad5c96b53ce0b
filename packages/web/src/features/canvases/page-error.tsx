import { RestError } from '@flowstate/client'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import controls from '../../ui/controls.module.css'
import styles from './canvas-states.module.css'

const AccountDoor = patientLazy(async () => (await latePart(import('../auth/account-door.tsx'))).AccountDoor)

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
  const texts = {
    'not-found': t('error.notFound'),
    share: t('error.share'),
    offline: props.offline ?? t('error.offline'),
    other: error.message,
  }
  const titles = {
    'not-found': t('error.notFoundTitle'),
    share: t('error.shareTitle'),
    offline: t('offline.title'),
    other: t('error.title'),
  }
  // Where nothing is, nothing will be the next time either; another account may see more.
  const isGone = trouble === 'not-found' || trouble === 'share'
  const primary = `${controls.button} ${controls.primary}`
  const here = window.location.pathname + window.location.search + window.location.hash
  return (
    <main className={styles.page}>
      <div className={styles.card} role="alert">
        <h1>{titles[trouble]}</h1>
        <p>{texts[trouble]}</p>
        <div className={styles.row}>
          {!isGone && (
            <button type="button" className={primary} onClick={onRetry}>
              {t('retry')}
            </button>
          )}
          <a className={isGone ? primary : controls.button} href="/home">
            {t('error.home')}
          </a>
          {isGone && (
            <a className={controls.button} href={`/sign-in?next=${encodeURIComponent(here)}`}>
              {t('error.signIn')}
            </a>
          )}
        </div>
      </div>
    </main>
  )
}

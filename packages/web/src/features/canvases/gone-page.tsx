import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import styles from './canvas-states.module.css'

/** Where nothing is, nothing will be the next time either; another account may see more. */
export function GonePage({ by }: { readonly by: 'not-found' | 'share' }) {
  const { t } = useTranslation()
  const here = window.location.pathname + window.location.search + window.location.hash
  return (
    <main className={styles.page}>
      <div className={styles.card} role="alert">
        <h1>{by === 'share' ? t('error.shareTitle') : t('error.notFoundTitle')}</h1>
        <p>{by === 'share' ? t('error.share') : t('error.notFound')}</p>
        <div className={styles.row}>
          <a className={`${controls.button} ${controls.primary}`} href="/home">
            {t('error.home')}
          </a>
          <a className={controls.button} href={`/sign-in?next=${encodeURIComponent(here)}`}>
            {t('error.signIn')}
          </a>
        </div>
      </div>
    </main>
  )
}

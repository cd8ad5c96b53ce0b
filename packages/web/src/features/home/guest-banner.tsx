import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { useSignedIn } from '../auth/use-signed-in.ts'
import styles from './home-pages.module.css'

/** For guests: what an account would give them, and how to get it. */
export function GuestBanner() {
  const { t } = useTranslation()
  const guest = useSignedIn()?.user.guest === true
  if (!guest) return null
  return (
    <aside className={styles.guest} aria-label={t('home.guestTitle')}>
      <div>
        <strong>{t('home.guestTitle')}</strong>
        <p>{t('home.guestText')}</p>
      </div>
      <Link to="/register" className={controls.button}>
        {t('home.guestVerb')}
      </Link>
    </aside>
  )
}

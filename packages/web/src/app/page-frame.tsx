import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountMenu } from '../features/auth/account-menu.tsx'
import styles from './page-frame.module.css'

/** Around every page that is not a canvas: the way home, and who is signed in. */
export function PageFrame(props: {
  /** Beside the way home: a search, a workspace. */
  readonly lead?: ReactNode
  /** A column on the left on wide screens, above the page on narrow ones. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <Link to="/home" className={styles.home} aria-label={t('frame.home')}>
          <img src="/flowstate.svg" alt="" width={28} height={28} />
          <span>{t('appName')}</span>
        </Link>
        <div className={styles.lead}>{props.lead}</div>
        <AccountMenu />
      </header>
      <div className={props.aside === undefined ? styles.alone : styles.columns}>
        {props.aside !== undefined && <aside className={styles.aside}>{props.aside}</aside>}
        <main className={styles.main}>{props.children}</main>
      </div>
    </div>
  )
}

import { Link, useLocation } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { storedValue } from '../../lib/stored-value.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './claim-hint.module.css'

const dismissed = storedValue<boolean>('claimHintDismissed', false, (value) =>
  typeof value === 'boolean' ? value : null,
)

/** Tells a guest, once, that the board can be theirs for good. Dismissed, it stays away. */
export function ClaimHint() {
  const { t } = useTranslation()
  const next = useLocation({ select: ({ pathname }) => pathname })
  const [hidden, setHidden] = useState(dismissed.read)
  if (hidden) return null
  const dismiss = (): void => {
    dismissed.write(true)
    setHidden(true)
  }
  return (
    <aside className={styles.hint}>
      <p>{t('guest.hint')}</p>
      <div className={styles.row}>
        <Link to="/register" search={{ next }} className={`${controls.button} ${styles.keep}`}>
          {t('guest.keep')}
        </Link>
        <IconButton label={t('guest.dismiss')} onClick={dismiss}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </aside>
  )
}

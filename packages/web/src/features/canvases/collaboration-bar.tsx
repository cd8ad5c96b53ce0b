import { History, UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './collaboration-bar.module.css'
import { PersonAvatar } from './person-avatar.tsx'
import { usePeople } from './use-people.ts'

const shownMax = 5

/** Top right: who is here, sharing, and the way into the past. */
export function CollaborationBar(props: {
  /** False while the canvas is being made: there is nothing to share yet. */
  readonly ready: boolean
  onShare(): void
  onHistory(): void
}) {
  const { t } = useTranslation()
  const people = usePeople()
  return (
    <div className={controls.island}>
      <ul className={styles.people} aria-label={t('people')}>
        {people.slice(0, shownMax).map((person) => (
          <PersonAvatar key={person.userId} person={person} />
        ))}
        {people.length > shownMax && (
          <li className={`${styles.person} ${styles.more}`}>+{people.length - shownMax}</li>
        )}
      </ul>
      <IconButton label={t('history')} disabled={!props.ready} onClick={props.onHistory}>
        <History size={18} aria-hidden />
      </IconButton>
      <button
        type="button"
        className={`${controls.button} ${controls.primary} ${styles.share}`}
        aria-label={t('share')}
        disabled={!props.ready}
        onClick={props.onShare}
      >
        <UserPlus size={16} aria-hidden />
        <span className={styles.word}>{t('share')}</span>
      </button>
    </div>
  )
}

import { History, MessagesSquare, UserPlus } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import { useFirstMomentOver } from '../../lib/use-first-moment-over.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { useNarrowScreen } from '../../ui/use-narrow-screen.ts'
import styles from './collaboration-bar.module.css'
import { PeopleDoor } from './people-door.tsx'
import { PersonAvatar } from './person-avatar.tsx'
import { usePeople } from './use-people.ts'

const CommentsButton = patientLazy(
  async () => (await latePart(import('../comments/comments-button.tsx'))).CommentsButton,
)
const commentsPlace = (
  <span className={controls.iconButton} data-waits aria-hidden>
    <MessagesSquare size={18} />
  </span>
)

/** Circles there is room for: people, or people and how many more there are. */
const circlesMax = { narrow: 3, wide: 6 } as const

/** Top right: who is here, sharing, and the way into the past. */
export function CollaborationBar(props: {
  /** False while the canvas is being made: there is nothing to share yet. */
  readonly ready: boolean
  onShare(): void
  onHistory(): void
}) {
  const { t } = useTranslation()
  const people = usePeople()
  const isSettled = useFirstMomentOver()
  const room = circlesMax[useNarrowScreen() ? 'narrow' : 'wide']
  const shown = people.length > room ? room - 1 : room
  return (
    <div className={controls.island}>
      <ul className={styles.people} aria-label={t('people')} data-circles={Math.min(people.length, room)}>
        {people.slice(0, shown).map((person) => (
          <PersonAvatar key={person.userId} person={person} people={people} />
        ))}
        {people.length > shown && (
          <PeopleDoor
            people={people.slice(shown)}
            label={t('people.more', { count: people.length - shown })}
            look={styles.more}
          >
            +{people.length - shown}
          </PeopleDoor>
        )}
      </ul>
      <Suspense fallback={commentsPlace}>
        {isSettled && props.ready ? <CommentsButton /> : commentsPlace}
      </Suspense>
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

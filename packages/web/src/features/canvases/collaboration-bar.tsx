import type { Participant } from '@flowstate/protocol'
import { History, UserPlus } from 'lucide-react'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useStatus } from '../../editor/editor-context.ts'
import { readableOn } from '../../editor/presence/readable-on.ts'
import { initialsOf } from '../../lib/format-time.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './collaboration-bar.module.css'

const shownMax = 5

/** Everybody here, each person once however many tabs they have open (PR1). */
function usePeople(): readonly Participant[] {
  const { port } = useEditor()
  const { you } = useStatus()
  const revision = useRef(0)
  const subscribe = useCallback(
    (notify: () => void) =>
      port.presence.subscribe((change) => {
        if (change !== 'people') return
        revision.current += 1
        notify()
      }),
    [port],
  )
  useSyncExternalStore(subscribe, () => revision.current)
  const people = new Map<string, Participant>()
  if (you !== null) people.set(you.userId, you)
  for (const { participant } of port.presence.companions().values()) {
    if (!people.has(participant.userId)) people.set(participant.userId, participant)
  }
  return [...people.values()]
}

/** Top right: who is here, sharing, and the way into the past. */
export function CollaborationBar(props: { onShare(): void; onHistory(): void }) {
  const { t } = useTranslation()
  const people = usePeople()
  const { you } = useStatus()
  return (
    <div className={controls.island}>
      <ul className={styles.people} aria-label={t('people')}>
        {people.slice(0, shownMax).map((person) => {
          const name =
            person.userId === you?.userId ? `${person.displayName} (${t('you')})` : person.displayName
          return (
            <li
              key={person.userId}
              className={styles.person}
              title={name}
              style={{ background: person.color, color: readableOn(person.color) }}
            >
              <span aria-hidden>{initialsOf(person.displayName)}</span>
              <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{name}</span>
            </li>
          )
        })}
        {people.length > shownMax && (
          <li className={`${styles.person} ${styles.more}`}>+{people.length - shownMax}</li>
        )}
      </ul>
      <IconButton label={t('history')} onClick={props.onHistory}>
        <History size={18} aria-hidden />
      </IconButton>
      <button
        type="button"
        className={`${controls.button} ${controls.primary} ${styles.share}`}
        aria-label={t('share')}
        onClick={props.onShare}
      >
        <UserPlus size={16} aria-hidden />
        <span className={styles.word}>{t('share')}</span>
      </button>
    </div>
  )
}

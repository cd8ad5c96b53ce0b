import type { SessionId } from '@flowstate/engine'
import type { Participant } from '@flowstate/protocol'
import { History, UserPlus } from 'lucide-react'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useEditorState, useStatus } from '../../editor/editor-context.ts'
import { follow } from '../../editor/presence/follow-person.ts'
import { readableOn } from '../../editor/presence/readable-on.ts'
import { initialsOf } from '../../lib/format-time.ts'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './collaboration-bar.module.css'

const shownMax = 5

interface Person {
  readonly participant: Participant
  /** The session that can be followed; null for oneself. */
  readonly sessionId: SessionId | null
  /** They see here what is seen here. */
  readonly followsYou: boolean
}

/** Everybody here, each person once however many tabs they have open (PR1). */
function usePeople(): readonly Person[] {
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
  const people = new Map<string, Person>()
  if (you !== null) people.set(you.userId, { participant: you, sessionId: null, followsYou: false })
  for (const { participant, fields } of port.presence.companions().values()) {
    const { userId, sessionId } = participant
    const followsYou = you !== null && fields.following === you.sessionId
    if (!people.has(userId)) people.set(userId, { participant, sessionId, followsYou })
  }
  return [...people.values()]
}

/** Somebody who is here. A click on anybody else follows them. */
function Avatar({ participant, sessionId, followsYou }: Person) {
  const { t } = useTranslation()
  const editor = useEditor()
  const followed = useEditorState((state) => sessionId !== null && state.following === sessionId)
  const { displayName, color } = participant
  const style = { background: color, color: readableOn(color) }
  if (sessionId === null) {
    const name = `${displayName} (${t('you')})`
    return (
      <li className={styles.person} title={name} style={style}>
        <span aria-hidden>{initialsOf(displayName)}</span>
        <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{name}</span>
      </li>
    )
  }
  const word = followed ? 'follow.stop' : followsYou ? 'follow.circle' : 'follow.start'
  const label = t(word, { name: displayName })
  return (
    <li className={styles.person} style={style}>
      <button
        type="button"
        className={styles.follow}
        title={label}
        aria-pressed={followed}
        data-follows={followsYou}
        onClick={() => follow(editor, sessionId)}
      >
        <span aria-hidden>{initialsOf(displayName)}</span>
        <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{label}</span>
      </button>
    </li>
  )
}

/** Top right: who is here, sharing, and the way into the past. */
export function CollaborationBar(props: { onShare(): void; onHistory(): void }) {
  const { t } = useTranslation()
  const people = usePeople()
  return (
    <div className={controls.island}>
      <ul className={styles.people} aria-label={t('people')}>
        {people.slice(0, shownMax).map((person) => (
          <Avatar key={person.participant.userId} {...person} />
        ))}
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

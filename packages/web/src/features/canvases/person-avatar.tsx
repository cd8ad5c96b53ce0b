import type { Participant } from '@flowstate/protocol'
import { useTranslation } from 'react-i18next'
import { useEditor, useEditorState, useStatus } from '../../editor/editor-context.ts'
import { follow } from '../../editor/presence/follow-person.ts'
import { readableOn } from '../../editor/presence/readable-on.ts'
import { initialsOf } from '../../lib/initials-of.ts'
import styles from './collaboration-bar.module.css'

/** Somebody who is here. A click on anybody but oneself follows them; a dot says that they follow here. */
export function PersonAvatar({ person }: { readonly person: Participant }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const { you } = useStatus()
  const { sessionId, displayName, color } = person
  const followed = useEditorState((state) => state.following === sessionId)
  const style = { background: color, color: readableOn(color) }
  if (person.userId === you?.userId) {
    const name = `${displayName} (${t('you')})`
    return (
      <li className={styles.person} title={name} style={style}>
        <span aria-hidden>{initialsOf(displayName)}</span>
        <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{name}</span>
      </li>
    )
  }
  const theirs = editor.port.presence.companions().get(sessionId)?.fields.following
  const followsYou = you !== null && theirs === you.sessionId
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

import type { Participant } from '@flowstate/protocol'
import { useTranslation } from 'react-i18next'
import { withOthers } from '../../editor/commands/follow-commands.ts'
import { useEditor, useEditorState, useStatusPart } from '../../editor/editor-context.ts'
import { readableOn } from '../../editor/presence/readable-on.ts'
import { initialsOf } from '../../lib/initials-of.ts'
import styles from './collaboration-bar.module.css'
import { PeopleDoor } from './people-door.tsx'

/** Somebody who is here. A click follows them, or on oneself lists the others; a dot says that they follow here. */
export function PersonAvatar({
  person,
  people,
}: {
  readonly person: Participant
  readonly people: readonly Participant[]
}) {
  const { t } = useTranslation()
  const editor = useEditor()
  const you = useStatusPart((status) => status.you)
  const { sessionId, displayName, color } = person
  const followed = useEditorState((state) => state.following === sessionId)
  const style = { background: color, color: readableOn(color) }
  if (person.userId === you?.userId) {
    return (
      <PeopleDoor
        people={people.filter((other) => other !== person)}
        label={`${displayName} (${t('you')})`}
        style={style}
      >
        {initialsOf(displayName)}
      </PeopleDoor>
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
        onClick={() => withOthers(({ follow }) => follow(editor, sessionId))}
      >
        <span aria-hidden>{initialsOf(displayName)}</span>
        <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{label}</span>
      </button>
    </li>
  )
}

import type { CommentThread } from '@flowstate/protocol'
import { useTranslation } from 'react-i18next'
import { useEditor, useStatusPart } from '../../editor/editor-context.ts'
import { centreOn } from '../../editor/navigate/show-shapes.ts'
import { formatAgo } from '../../lib/format-ago.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { useNarrowScreen } from '../../ui/use-narrow-screen.ts'
import { placeOf } from './comment-places.ts'
import { isUnread } from './comment-threads.ts'
import styles from './comments-panel.module.css'
import { useCommentDesk, useDeskState } from './use-comment-desk.ts'

const nobodysColour = '#8a919e'
/** What is kept in sight around a pin that is jumped to. Canvas units. */
const roomAround = 60

/** A thread in the list: a click goes there and opens it. */
export function ThreadRow({ thread }: { readonly thread: CommentThread }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const desk = useCommentDesk()
  const isNarrow = useNarrowScreen()
  const myId = useStatusPart(({ you }) => you?.userId)
  const person = useDeskState((state) => state.people.get(thread.createdBy))
  const isNew = useDeskState((state) => isUnread(thread, state.seen, myId))
  const isOpen = useDeskState((state) => state.open?.id === thread.id)
  const name = (person && shownPerson(person).displayName) ?? t('comments.unknown')
  const replies = thread.messageCount - 1
  const jump = (): void => {
    const { point } = placeOf(editor, thread, desk.store.getState().lastPlaces.get(thread.id))
    const { x, y } = point
    centreOn(editor, {
      minX: x - roomAround,
      minY: y - roomAround,
      maxX: x + roomAround,
      maxY: y + roomAround,
    })
    // Both are sheets on a phone: one at a time.
    if (isNarrow) desk.store.setState({ panel: false })
    desk.openThread(thread.id)
  }
  return (
    <li>
      <button type="button" className={styles.row} aria-current={isOpen || undefined} onClick={jump}>
        <Avatar name={name} color={person?.color ?? nobodysColour} />
        <span className={styles.about}>
          <span className={styles.line}>
            <strong>{name}</strong>
            <time dateTime={thread.lastAt}>{formatAgo(thread.lastAt, new Date())}</time>
          </span>
          <span className={styles.excerpt}>{thread.excerpt}</span>
          {(replies > 0 || isNew) && (
            <span className={styles.line}>
              {replies > 0 && <small>{t('comments.replies', { count: replies })}</small>}
              {isNew && <Badge tone="accent">{t('comments.new')}</Badge>}
            </span>
          )}
        </span>
      </button>
    </li>
  )
}

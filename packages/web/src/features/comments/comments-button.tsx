import { MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStatusPart } from '../../editor/editor-context.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isUnread } from './comment-threads.ts'
import styles from './comments-panel.module.css'
import { useCommentDesk, useDeskState } from './use-comment-desk.ts'

/** Opens and closes the list of comments, and says whether there is something new in it. */
export function CommentsButton() {
  const { t } = useTranslation()
  const desk = useCommentDesk()
  const myId = useStatusPart(({ you }) => you?.userId)
  const panel = useDeskState((state) => state.panel)
  const hasNew = useDeskState(({ threads, seen }) =>
    [...threads.values()].some((thread) => isUnread(thread, seen, myId)),
  )
  return (
    <IconButton
      label={hasNew ? t('comments.unread') : t('comments.title')}
      pressed={panel}
      className={hasNew ? (styles.news ?? '') : ''}
      onClick={() => desk.store.setState({ panel: !panel })}
    >
      <MessagesSquare size={18} aria-hidden />
    </IconButton>
  )
}

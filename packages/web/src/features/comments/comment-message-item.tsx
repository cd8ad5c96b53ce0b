import { type CommentMessageEntry, roleAtLeast } from '@flowstate/protocol'
import { Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatusPart } from '../../editor/editor-context.ts'
import { formatAgo } from '../../lib/format-ago.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { CommentComposer } from './comment-composer.tsx'
import { CommentReactions } from './comment-reactions.tsx'
import styles from './thread-popover.module.css'
import { useCommentDesk, useDeskState } from './use-comment-desk.ts'
import { useIsAway } from './use-is-away.ts'

const nobodysColour = '#8a919e'

/** One message: who said what and when, what others make of it, and what one may do with it. */
export function CommentMessageItem(props: {
  readonly threadId: string
  readonly message: CommentMessageEntry
  attempt(work: Promise<void>): Promise<void>
}) {
  const { t } = useTranslation()
  const { threadId, message, attempt } = props
  const desk = useCommentDesk()
  const person = useDeskState((state) => state.people.get(message.createdBy))
  const you = useStatusPart((status) => status.you)
  const [isEditing, setEditing] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)
  const [isDeleting, setDeleting] = useState(false)
  const role = you?.role ?? 'viewer'
  const mayComment = roleAtLeast(role, 'commenter')
  const isMine = mayComment && message.createdBy === you?.userId
  const name = (person && shownPerson(person).displayName) ?? t('comments.unknown')
  const isOffline = useIsAway()
  // The field goes: whoever was in it goes on from where they came.
  const endEditing = (): void => {
    editButton.current?.focus()
    setEditing(false)
  }
  return (
    <li className={styles.message}>
      <Avatar name={name} color={person?.color ?? nobodysColour} />
      <div className={styles.said}>
        <div className={styles.who}>
          <strong>{name}</strong>
          <time dateTime={message.createdAt}>{formatAgo(message.createdAt, new Date())}</time>
          {message.editedAt !== undefined && <small>{t('comment.edited')}</small>}
          <span className={styles.own}>
            {isMine && (
              <IconButton ref={editButton} label={t('comment.edit')} onClick={() => setEditing(true)}>
                <Pencil size={14} aria-hidden />
              </IconButton>
            )}
            {(isMine || roleAtLeast(role, 'admin')) && (
              <IconButton label={t('comment.delete')} onClick={() => setDeleting(true)}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            )}
          </span>
        </div>
        {isEditing ? (
          <CommentComposer
            label={t('comment.edit')}
            verb={t('comment.save')}
            text={message.text}
            disabled={isOffline}
            onCancel={endEditing}
            send={async (text) => {
              await desk.change((calls) => calls.edit(threadId, { id: message.id, text }))
              endEditing()
            }}
          />
        ) : (
          <p className={styles.words}>{message.text}</p>
        )}
        <CommentReactions
          reactions={message.reactions}
          mayReact={mayComment && !isOffline}
          react={(reaction, on) =>
            attempt(desk.change((calls) => calls.react(threadId, message.id, { reaction, on })))
          }
        />
      </div>
      {isDeleting && (
        <ConfirmDialog
          title={t('comment.deleteTitle')}
          text={t('comment.deleteText')}
          verb={t('comment.deleteVerb')}
          onConfirm={() =>
            desk.remove(threadId, (calls) => calls.deleteMessage(threadId, message.id), 'message')
          }
          onClose={() => setDeleting(false)}
        />
      )}
    </li>
  )
}

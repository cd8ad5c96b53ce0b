import { type CommentMessageEntry, type CommentReaction, commentReactions } from '@flowstate/protocol'
import { SmilePlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './thread-popover.module.css'

const faces: { readonly [Reaction in CommentReaction]: string } = {
  thumbs_up: '👍',
  heart: '❤️',
  party: '🎉',
  smile: '😄',
  eyes: '👀',
  check: '✅',
}

/** What others make of a message, and the way to say so oneself. */
export function CommentReactions(props: {
  readonly reactions: CommentMessageEntry['reactions']
  readonly mayReact: boolean
  react(reaction: CommentReaction, on: boolean): Promise<void>
}) {
  const { t } = useTranslation()
  const [isChoosing, setChoosing] = useState(false)
  const { reactions, mayReact, react } = props
  const opener = useRef<HTMLButtonElement>(null)
  const choose = (reaction: CommentReaction): void => {
    if (isChoosing) opener.current?.focus()
    setChoosing(false)
    void react(reaction, !reactions.some((one) => one.reaction === reaction && one.mine))
  }
  if (!mayReact && reactions.length === 0) return null
  return (
    <div className={styles.reactions}>
      {reactions.map(({ reaction, count, mine }) => (
        <button
          key={reaction}
          type="button"
          className={styles.reaction}
          aria-pressed={mine}
          aria-label={t('comment.reacted', { name: t(`comment.${reaction}`), count })}
          disabled={!mayReact}
          onClick={() => choose(reaction)}
        >
          <span aria-hidden>{faces[reaction]}</span> {count}
        </button>
      ))}
      {mayReact && (
        <IconButton
          ref={opener}
          label={t('comment.react')}
          aria-expanded={isChoosing}
          className={styles.small ?? ''}
          onClick={() => setChoosing(!isChoosing)}
        >
          <SmilePlus size={15} aria-hidden />
        </IconButton>
      )}
      {isChoosing && (
        <span className={styles.faces}>
          {commentReactions.map((reaction) => (
            <button
              key={reaction}
              type="button"
              className={styles.face}
              aria-label={t('comment.reactWith', { name: t(`comment.${reaction}`) })}
              onClick={() => choose(reaction)}
            >
              <span aria-hidden>{faces[reaction]}</span>
            </button>
          ))}
        </span>
      )}
    </div>
  )
}

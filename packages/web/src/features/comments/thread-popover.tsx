import { roleAtLeast } from '@flowstate/protocol'
import { Check, History, RotateCcw, Trash2, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCanvasRevision, useEditor, useStatusPart, useVersion } from '../../editor/editor-context.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { Bone } from '../../ui/bone.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import controls from '../../ui/controls.module.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { useNarrowScreen } from '../../ui/use-narrow-screen.ts'
import { CommentComposer } from './comment-composer.tsx'
import type { OpenThread } from './comment-desk.ts'
import { CommentMessageItem } from './comment-message-item.tsx'
import { placeOf } from './comment-places.ts'
import { keepAboveSheet, putBeside } from './put-beside.ts'
import styles from './thread-popover.module.css'
import { useCommentDesk, useDeskState } from './use-comment-desk.ts'
import { useIsAway } from './use-is-away.ts'
import { usePlaced } from './use-placed.ts'

const nowhere = { point: { x: 0, y: 0 }, isGone: false }

/** A thread beside its pin, with all that was said in it; on a phone a sheet from below. */
export function ThreadPopover(props: { readonly open: OpenThread; onVersion(version: number): void }) {
  const { t } = useTranslation()
  const { open, onVersion } = props
  const editor = useEditor()
  const desk = useCommentDesk()
  useCanvasRevision()
  const known = useDeskState((state) => state.threads.get(open.id))
  const messages = useDeskState((state) => state.messages.get(open.id))
  const last = useDeskState((state) => state.lastPlaces.get(open.id))
  const resolver = useDeskState(({ people }) => people.get(known?.resolvedBy ?? ''))
  const you = useStatusPart((status) => status.you)
  const head = useVersion()
  const hasPanel = useDeskState((state) => state.panel)
  const isNarrow = useNarrowScreen()
  const [problem, setProblem] = useState<string | null>(null)
  const [isDeleting, setDeleting] = useState(false)
  const popover = useRef<HTMLDivElement>(null)
  const placed = open.kind === 'new' && known === undefined ? open : known
  const placeNow = () => (placed === undefined ? nowhere : placeOf(editor, placed, last))
  usePlaced(popover, () => placeNow().point, putBeside(hasPanel))
  // The sheet of a phone would hide what the thread is about.
  const startPoint = useRef(placeNow().point)
  useEffect(() => {
    if (isNarrow) keepAboveSheet(editor, startPoint.current)
  }, [editor, isNarrow])

  const role = you?.role ?? 'viewer'
  const mayComment = roleAtLeast(role, 'commenter')
  const mayResolve = roleAtLeast(role, 'editor') || (mayComment && known?.createdBy === you?.userId)
  const isOffline = useIsAway()

  useEffect(() => {
    if (known !== undefined && messages !== undefined) desk.markSeen(known)
  }, [desk, known, messages])
  useEffect(() => {
    const panel = popover.current
    if (panel?.querySelector('textarea') === null) panel.focus()
  }, [])

  const close = (): void => {
    desk.close()
    const pin = document.querySelector<HTMLElement>(`[data-thread="${open.id}"]`)
    const stage = document.querySelector<HTMLElement>('[role="application"]')
    ;(pin ?? stage)?.focus()
  }
  const attempt = async (work: Promise<void>): Promise<void> => {
    setProblem(null)
    try {
      await work
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  const messageId = useRef(desk.newMessageId())
  const say = async (text: string): Promise<void> => {
    await desk.say(open, { id: messageId.current, text })
    messageId.current = desk.newMessageId()
  }
  const isResolved = known?.resolvedAt !== undefined

  return (
    <div
      ref={popover}
      role="dialog"
      aria-label={known === undefined ? t('comment.begin') : t('comment.thread')}
      tabIndex={-1}
      className={`${controls.island} ${styles.popover}`}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
      <div className={styles.head}>
        <strong className={styles.title}>
          {known === undefined
            ? t('comment.begin')
            : isResolved
              ? t('comments.resolved')
              : t('comment.thread')}
        </strong>
        {known !== undefined && known.version > 0 && known.version < head && (
          <IconButton
            label={t('comment.version', { version: known.version })}
            onClick={() => onVersion(known.version)}
          >
            <History size={16} aria-hidden />
          </IconButton>
        )}
        {known !== undefined && roleAtLeast(role, 'admin') && (
          <IconButton label={t('comment.deleteThread')} onClick={() => setDeleting(true)}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
        )}
        {known !== undefined && mayResolve && (
          <IconButton
            label={isResolved ? t('comment.reopen') : t('comment.resolve')}
            disabled={isOffline}
            onClick={() => void attempt(desk.change((calls) => calls.resolve(known.id, !isResolved)))}
          >
            {isResolved ? <RotateCcw size={16} aria-hidden /> : <Check size={18} aria-hidden />}
          </IconButton>
        )}
        <IconButton label={t('close')} onClick={close}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {placeNow().isGone && <Note>{t('comment.gone')}</Note>}
      {isResolved && (
        <Note>
          {t('comment.resolvedBy', {
            name: (resolver && shownPerson(resolver).displayName) ?? t('comments.unknown'),
          })}
        </Note>
      )}
      {known !== undefined && (
        <ol className={styles.messages}>
          {messages === undefined ? (
            <li role="status" aria-label={t('comment.loading')}>
              <Bone height="48px" />
            </li>
          ) : (
            messages.map((message) => (
              <CommentMessageItem key={message.id} threadId={known.id} message={message} attempt={attempt} />
            ))
          )}
        </ol>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {t('comment.failed', { detail: problem })}
        </p>
      )}
      {isOffline && <Note>{t('comment.offline')}</Note>}
      {mayComment ? (
        <CommentComposer
          label={known === undefined ? t('comment.write') : t('comment.reply')}
          verb={t('comment.send')}
          text={desk.draft(open)}
          keep={(text) => desk.keepDraft(open, text)}
          disabled={isOffline}
          send={say}
        />
      ) : (
        <Note>{t('comment.mayNot')}</Note>
      )}
      {isDeleting && known !== undefined && (
        <ConfirmDialog
          title={t('comment.deleteThreadTitle')}
          text={t('comment.deleteThreadText')}
          verb={t('comment.deleteVerb')}
          onConfirm={() => desk.remove(known.id, (calls) => calls.deleteThread(known.id), 'thread')}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  )
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className={styles.note}>{children}</p>
}

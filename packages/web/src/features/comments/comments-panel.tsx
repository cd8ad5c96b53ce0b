import { roleAtLeast } from '@flowstate/protocol'
import { CheckCheck, MessageCircle, RefreshCw, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatusPart } from '../../editor/editor-context.ts'
import { Bone } from '../../ui/bone.tsx'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segments } from '../../ui/segments.tsx'
import { sortedThreads } from './comment-threads.ts'
import styles from './comments-panel.module.css'
import { ThreadRow } from './thread-row.tsx'
import { useCommentDesk, useDeskState } from './use-comment-desk.ts'
import { useIsAway } from './use-is-away.ts'

const rowsAtOnce = 60

function Rows() {
  const { t } = useTranslation()
  const desk = useCommentDesk()
  const known = useDeskState((state) => state)
  const [room, setRoom] = useState(rowsAtOnce)
  const you = useStatusPart((status) => status.you)
  const { reading, resolved } = known
  const threads = sortedThreads(known, resolved)
  const isOffline = useIsAway()
  if (reading.kind === 'failed' && !isOffline && known.threads.size === 0)
    return (
      <div className={styles.trouble} role="alert">
        <p>{t('comments.failed', { detail: reading.detail })}</p>
        <Button onClick={() => void desk.reload()}>
          <RefreshCw size={15} aria-hidden />
          {t('comments.again')}
        </Button>
      </div>
    )
  if (reading.kind === 'waiting' && !isOffline)
    return (
      <div className={styles.bones} role="status" aria-label={t('comments.loading')}>
        <Bone height="52px" />
        <Bone height="52px" />
        <Bone height="52px" />
      </div>
    )
  if (threads.length === 0 && reading.kind === 'ready') {
    const mayComment = you !== null && roleAtLeast(you.role, 'commenter')
    return resolved ? (
      <EmptyState
        icon={CheckCheck}
        title={t('comments.noneResolvedTitle')}
        text={t('comments.noneResolved')}
      />
    ) : (
      <EmptyState
        icon={MessageCircle}
        title={t('comments.noneTitle')}
        text={mayComment ? t('comments.none') : t('comments.noneReading')}
      />
    )
  }
  return (
    <>
      <ul className={styles.rows}>
        {threads.slice(0, room).map((thread) => (
          <ThreadRow key={thread.id} thread={thread} />
        ))}
      </ul>
      {threads.length > room && (
        <Button className={styles.more ?? ''} onClick={() => setRoom(room + rowsAtOnce)}>
          {t('comments.more')}
        </Button>
      )}
    </>
  )
}

/** All comments of the canvas, on the right; on a phone from below. */
export function CommentsPanel() {
  const { t } = useTranslation()
  const desk = useCommentDesk()
  const resolved = useDeskState((state) => state.resolved)
  const isOffline = useIsAway()
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const close = (): void => {
    desk.store.setState({ panel: false })
    document.querySelector<HTMLElement>('[role="application"]')?.focus()
  }
  return (
    <div
      ref={panel}
      role="dialog"
      aria-labelledby="comments-title"
      tabIndex={-1}
      className={`${controls.island} ${styles.panel}`}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className={styles.head}>
        <h2 id="comments-title">{t('comments.title')}</h2>
        <IconButton label={t('close')} onClick={close}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      <div className={styles.filter}>
        <Segments<'open' | 'resolved'>
          label={t('comments.which')}
          value={resolved ? 'resolved' : 'open'}
          options={[
            { value: 'open', label: t('comments.open') },
            { value: 'resolved', label: t('comments.resolved') },
          ]}
          choose={(value) => desk.store.setState({ resolved: value === 'resolved' })}
        />
      </div>
      {isOffline && <p className={styles.offline}>{t('comment.offline')}</p>}
      <div className={styles.scroll}>
        <Rows />
      </div>
    </div>
  )
}

import type { Canvas } from '@flowstate/protocol'
import { roleAtLeast } from '@flowstate/protocol'
import { Link } from '@tanstack/react-router'
import { MoreHorizontal } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAgo } from '../../lib/format-ago.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './canvas-card.module.css'
import { CanvasThumbnail } from './canvas-thumbnail.tsx'
import { RenameField } from './rename-field.tsx'

interface CanvasCardProps {
  readonly canvas: Canvas
  /** The workspace it is in, or that it was shared; null where that is plain. */
  readonly place: string | null
  readonly now: Date
  /** The one that the tab key leads to. */
  readonly reachable: boolean
  readonly renaming: boolean
  /** What keys work on it, for screen readers. */
  readonly keys: string
  onOpenMenu(canvas: Canvas, x: number, y: number): void
  onRenamed(canvas: Canvas, name: string | null): void
}

/** One canvas in a grid or a list. Its name is the link; the rest of the card belongs to it. */
export const CanvasCard = memo(function CanvasCard(props: CanvasCardProps) {
  const { t } = useTranslation()
  const { canvas, place, now, reachable } = props
  const ago = formatAgo(canvas.updatedAt, now)
  const editor = canvas.updatedBy && shownPerson(canvas.updatedBy).displayName
  const tabIndex = reachable ? 0 : -1
  return (
    <li
      className={styles.card}
      data-canvas={canvas.id}
      onContextMenu={(event) => {
        if (props.renaming) return
        event.preventDefault()
        props.onOpenMenu(canvas, event.clientX, event.clientY)
      }}
    >
      <CanvasThumbnail canvas={canvas} />
      <div className={styles.words}>
        {props.renaming ? (
          <RenameField canvas={canvas} onDone={(name) => props.onRenamed(canvas, name)} />
        ) : (
          <Link
            to="/c/$canvasId"
            params={{ canvasId: canvas.id }}
            className={styles.name}
            tabIndex={tabIndex}
            aria-keyshortcuts={props.keys}
            title={canvas.name}
            data-canvas-link
          >
            {canvas.name}
          </Link>
        )}
        <div className={styles.meta}>
          {place !== null && <div className={styles.place}>{place}</div>}
          <span className={styles.last}>
            {editor !== undefined && <span className={styles.editor}>{editor}</span>}
            <time dateTime={canvas.updatedAt}>{editor === undefined ? t('home.created', { ago }) : ago}</time>
          </span>
        </div>
      </div>
      <span className={styles.badges}>
        {!roleAtLeast(canvas.role, 'editor') && <Badge>{t('home.viewOnly')}</Badge>}
      </span>
      <IconButton
        label={t('home.actions', { name: canvas.name })}
        aria-haspopup="menu"
        className={styles.more}
        tabIndex={tabIndex}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          props.onOpenMenu(canvas, box.left, box.bottom)
        }}
      >
        <MoreHorizontal size={18} aria-hidden />
      </IconButton>
    </li>
  )
})

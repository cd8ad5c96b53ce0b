import { type Canvas, roleAtLeast } from '@flowstate/protocol'
import { ArchiveRestore, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatAgo } from '../../lib/format-ago.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useCanvasActions } from '../home/canvas-actions.ts'
import { CanvasBones } from '../home/canvas-bones.tsx'
import { useTrash } from '../home/canvas-queries.ts'
import pages from '../home/home-pages.module.css'
import { HomeTrouble } from '../home/home-trouble.tsx'
import { useNow } from '../home/use-now.ts'
import { useCurrentWorkspace } from './current-workspace.ts'
import { useRowKeys } from './use-row-keys.ts'
import styles from './workspaces.module.css'

/** Canvases in the trash of a workspace: back, or gone for ever. */
export function TrashPage() {
  const { t } = useTranslation()
  const workspace = useCurrentWorkspace()
  const trash = useTrash(workspace.id)
  const actions = useCanvasActions()
  const now = useNow()
  const [ending, setEnding] = useState<Canvas | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const onKeyDown = useRowKeys(list, trash.data?.length ?? 0)
  const mayRecover = roleAtLeast(workspace.role, 'editor')
  const mayEnd = workspace.role === 'owner'
  if (trash.data === undefined)
    return trash.error === null ? (
      <CanvasBones />
    ) : (
      <HomeTrouble error={trash.error} onRetry={() => void trash.refetch()} />
    )
  if (trash.data.length === 0)
    return <EmptyState icon={Trash2} title={t('trash.emptyTitle')} text={t('trash.emptyText')} />
  const newestFirst = trash.data.toSorted((a, b) => (b.trashedAt ?? '').localeCompare(a.trashedAt ?? ''))
  return (
    <>
      <p className={pages.text}>{t('trash.text')}</p>
      <ul ref={list} className={styles.rows} aria-label={t('trash.title')} onKeyDown={onKeyDown}>
        {newestFirst.map((canvas) => (
          <li key={canvas.id} className={styles.row}>
            <span className={styles.who}>
              <strong>{canvas.name}</strong>
              <small>{t('trash.when', { ago: formatAgo(canvas.trashedAt ?? canvas.updatedAt, now) })}</small>
            </span>
            {mayRecover && (
              <Button onClick={() => void actions.recover(canvas)}>
                <ArchiveRestore size={16} aria-hidden />
                {t('trash.recover')}
              </Button>
            )}
            {mayEnd && (
              <IconButton label={t('trash.deleteForEver')} onClick={() => setEnding(canvas)}>
                <Trash2 size={17} aria-hidden className={styles.danger} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {ending !== null && (
        <ConfirmDialog
          title={t('trash.confirmTitle', { name: ending.name })}
          text={t('trash.confirmText')}
          verb={t('trash.deleteForEver')}
          onConfirm={() => actions.deleteForEver(ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}

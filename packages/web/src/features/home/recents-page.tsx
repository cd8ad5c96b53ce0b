import { PencilRuler } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { WorkspaceCards } from '../workspaces/workspace-cards.tsx'
import { useWorkspaces } from '../workspaces/workspace-queries.ts'
import { useCanvasActions } from './canvas-actions.ts'
import { CanvasBones } from './canvas-bones.tsx'
import { CanvasGrid } from './canvas-grid.tsx'
import { useMyCanvases } from './canvas-queries.ts'
import { ListChoices, NewCanvasButton } from './canvas-toolbar.tsx'
import { GuestBanner } from './guest-banner.tsx'
import styles from './home-pages.module.css'
import { sortCanvases, useHomePreferences } from './home-preferences.ts'
import { useTabTitle } from './use-tab-title.ts'

const recentMax = 12

/** Home: what was worked on lately, wherever it is, then the workspaces. */
export function RecentsPage() {
  const { t } = useTranslation()
  const { data: canvases } = useMyCanvases()
  const { data: workspaces } = useWorkspaces()
  const actions = useCanvasActions()
  const sort = useHomePreferences((state) => state.sort)
  const [all, setAll] = useState(false)
  useTabTitle(t('home.title'))
  const sorted = useMemo(() => sortCanvases(canvases ?? [], sort), [canvases, sort])
  const title = all || sort !== 'recent' ? t('home.all') : t('home.recent')
  // Sorted by name the first twelve would be no better than any others.
  const shown = all || sort !== 'recent' ? sorted : sorted.slice(0, recentMax)

  return (
    <>
      <GuestBanner />
      <div className={styles.head}>
        <h1>{title}</h1>
        <div className={styles.tools}>
          {sorted.length > 0 && <ListChoices />}
          {canvases?.length !== 0 && <NewCanvasButton create={() => actions.create()} />}
        </div>
      </div>
      {canvases === undefined || workspaces === undefined ? (
        <CanvasBones />
      ) : sorted.length === 0 ? (
        <EmptyState icon={PencilRuler} title={t('home.emptyTitle')} text={t('home.emptyText')}>
          <NewCanvasButton create={() => actions.create()} />
        </EmptyState>
      ) : (
        <>
          <CanvasGrid label={title} canvases={shown} workspaces={workspaces} showPlaces />
          {shown.length < sorted.length && (
            <div className={styles.more}>
              <Button onClick={() => setAll(true)}>{t('home.showAll', { count: sorted.length })}</Button>
            </div>
          )}
        </>
      )}
      {workspaces !== undefined && (
        <section className={styles.section}>
          <h2>{t('workspaces.title')}</h2>
          <WorkspaceCards workspaces={workspaces} />
        </section>
      )}
    </>
  )
}

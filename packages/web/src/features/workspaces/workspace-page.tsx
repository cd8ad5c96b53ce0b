import { roleAtLeast } from '@flowstate/protocol'
import { Eye, PencilRuler } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useCanvasActions } from '../home/canvas-actions.ts'
import { CanvasBones } from '../home/canvas-bones.tsx'
import { CanvasGrid } from '../home/canvas-grid.tsx'
import { useMyCanvases } from '../home/canvas-queries.ts'
import { ListChoices, NewCanvasButton } from '../home/canvas-toolbar.tsx'
import pages from '../home/home-pages.module.css'
import { sortCanvases, useHomePreferences } from '../home/home-preferences.ts'
import { useCurrentWorkspace } from './current-workspace.ts'
import { useWorkspaces } from './workspace-queries.ts'

/** The canvases of a workspace. */
export function WorkspacePage() {
  const { t } = useTranslation()
  const workspace = useCurrentWorkspace()
  const { data: canvases } = useMyCanvases()
  const { data: workspaces = [] } = useWorkspaces()
  const actions = useCanvasActions()
  const sort = useHomePreferences((state) => state.sort)
  const { id, role } = workspace
  const shown = useMemo(
    () =>
      sortCanvases(
        (canvases ?? []).filter(({ workspaceId }) => workspaceId === id),
        sort,
      ),
    [canvases, id, sort],
  )
  const mayCreate = roleAtLeast(role, 'editor')
  const create = (): Promise<void> => actions.create(id)
  if (canvases === undefined) return <CanvasBones />
  if (shown.length === 0)
    return mayCreate ? (
      <EmptyState icon={PencilRuler} title={t('home.emptyTitle')} text={t('home.emptyText')}>
        <NewCanvasButton create={create} />
      </EmptyState>
    ) : (
      <EmptyState icon={Eye} title={t('home.emptyViewerTitle')} text={t('home.emptyViewerText')} />
    )
  return (
    <>
      <div className={pages.head}>
        <ListChoices />
        {mayCreate && <NewCanvasButton create={create} />}
      </div>
      <CanvasGrid label={t('home.canvases')} canvases={shown} workspaces={workspaces} showPlaces={false} />
    </>
  )
}

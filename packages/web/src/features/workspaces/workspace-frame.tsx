import { Link, Outlet, useParams } from '@tanstack/react-router'
import { DoorClosed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Bone } from '../../ui/bone.tsx'
import controls from '../../ui/controls.module.css'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CanvasBones } from '../home/canvas-bones.tsx'
import { useTabTitle } from '../home/use-tab-title.ts'
import { CurrentWorkspace } from './current-workspace.ts'
import { WorkspaceMark } from './workspace-mark.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'
import { useWorkspaces } from './workspace-queries.ts'
import { isOwnPersonal } from './workspace-title.ts'
import styles from './workspaces.module.css'

/** Above the pages of a workspace: what it is called, what one may do there, and its parts. */
export function WorkspaceFrame() {
  const { t } = useTranslation()
  const { workspaceId } = useParams({ strict: false })
  const { data: workspaces } = useWorkspaces()
  const workspace = workspaces?.find(({ id }) => id === workspaceId)
  useTabTitle(workspace?.name ?? t('workspaces.title'))
  if (workspaces === undefined)
    return (
      <>
        <div className={styles.loadingHead}>
          <Bone width="220px" height="28px" />
        </div>
        <CanvasBones />
      </>
    )
  if (workspace === undefined)
    return (
      <EmptyState alone icon={DoorClosed} title={t('workspaces.goneTitle')} text={t('workspaces.goneText')}>
        <Link to="/home" className={`${controls.button} ${controls.primary}`}>
          {t('workspaces.goHome')}
        </Link>
      </EmptyState>
    )
  const params = { workspaceId: workspace.id }
  return (
    <CurrentWorkspace value={workspace}>
      <header className={styles.head}>
        <WorkspaceMark workspace={workspace} large />
        <h1>{workspace.name}</h1>
        {!isOwnPersonal(workspace) && <Badge>{t(`role.${workspace.role}`)}</Badge>}
        <WorkspaceMenu workspace={workspace} />
      </header>
      <nav className={styles.tabs} aria-label={workspace.name}>
        <Link to="/w/$workspaceId" params={params} className={styles.tab} activeOptions={{ exact: true }}>
          {t('home.canvases')}
          <small className={styles.tabCount}>{workspace.canvasCount}</small>
        </Link>
        <Link to="/w/$workspaceId/members" params={params} className={styles.tab}>
          {t('members.title')}
          <small className={styles.tabCount}>{workspace.memberCount}</small>
        </Link>
        <Link to="/w/$workspaceId/trash" params={params} className={styles.tab}>
          {t('trash.title')}
        </Link>
      </nav>
      <Outlet key={workspace.id} />
    </CurrentWorkspace>
  )
}

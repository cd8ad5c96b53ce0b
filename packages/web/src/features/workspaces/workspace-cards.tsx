import type { Workspace } from '@flowstate/protocol'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import pages from '../home/home-pages.module.css'
import { WorkspaceMark } from './workspace-mark.tsx'
import { NewWorkspaceDialog } from './workspace-name-dialog.tsx'
import { isOwnPersonal } from './workspace-title.ts'

/** Every workspace with how much is in it, and one more to be made. */
export function WorkspaceCards({ workspaces }: { readonly workspaces: readonly Workspace[] }) {
  const { t } = useTranslation()
  const [making, setMaking] = useState(false)
  return (
    <>
      <ul className={pages.workspaces} aria-label={t('workspaces.title')}>
        {workspaces.map((workspace) => (
          <li key={workspace.id}>
            <Link to="/w/$workspaceId" params={{ workspaceId: workspace.id }} className={pages.workspace}>
              <WorkspaceMark workspace={workspace} large />
              <span>
                <strong>{workspace.name}</strong>
                <small>
                  {t('workspaces.canvases', { count: workspace.canvasCount })}
                  {' · '}
                  {t('workspaces.people', { count: workspace.memberCount })}
                </small>
              </span>
              {!isOwnPersonal(workspace) && <Badge>{t(`role.${workspace.role}`)}</Badge>}
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={`${pages.workspace} ${pages.dashed}`}
            onClick={() => setMaking(true)}
          >
            <Plus size={18} aria-hidden />
            <span>{t('workspaces.new')}</span>
          </button>
        </li>
      </ul>
      {making && <NewWorkspaceDialog onClose={() => setMaking(false)} />}
    </>
  )
}

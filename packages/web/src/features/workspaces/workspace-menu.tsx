import { roleAtLeast, type Workspace } from '@flowstate/protocol'
import { useNavigate } from '@tanstack/react-router'
import { LogOut, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toasts.ts'
import { useSignedIn } from '../auth/use-signed-in.ts'
import { useWorkspaceActions } from './workspace-actions.ts'
import { RenameWorkspaceDialog } from './workspace-name-dialog.tsx'
import { isOwnPersonal } from './workspace-title.ts'

/** What there is to do with a workspace as a whole. One's own personal one stays: it is where new canvases go. */
export function WorkspaceMenu({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useTranslation()
  const actions = useWorkspaceActions()
  const navigate = useNavigate()
  const userId = useSignedIn()?.user.id
  const [dialog, setDialog] = useState<'rename' | 'leave' | 'delete' | null>(null)
  const { id, name, role, personal, canvasCount } = workspace
  const close = (): void => setDialog(null)
  const mayRename = roleAtLeast(role, 'admin')
  const isOwn = isOwnPersonal(workspace)
  if (isOwn && !mayRename) return null
  return (
    <>
      <Menu
        align="start"
        trigger={
          <IconButton label={t('workspaces.menu')}>
            <MoreHorizontal size={18} aria-hidden />
          </IconButton>
        }
      >
        {mayRename && (
          <MenuItem icon={Pencil} label={t('workspaces.rename')} onSelect={() => setDialog('rename')} />
        )}
        {!isOwn && (
          <MenuItem icon={LogOut} label={t('workspaces.leave')} onSelect={() => setDialog('leave')} />
        )}
        {!personal && role === 'owner' && (
          <MenuItem
            icon={Trash2}
            label={t('workspaces.delete')}
            danger
            onSelect={() => setDialog('delete')}
          />
        )}
      </Menu>
      {dialog === 'rename' && <RenameWorkspaceDialog workspace={workspace} onClose={close} />}
      {dialog === 'leave' && userId !== undefined && (
        <ConfirmDialog
          title={t('workspaces.leaveTitle', { name })}
          text={t('workspaces.leaveText')}
          verb={t('workspaces.leave')}
          onConfirm={async () => {
            await actions.removeMember(id, userId)
            toast(t('workspaces.left', { name }))
            await navigate({ to: '/home' })
          }}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('workspaces.deleteTitle', { name })}
          text={t('workspaces.deleteText', { count: canvasCount })}
          verb={t('workspaces.delete')}
          onConfirm={async () => {
            await actions.remove(id)
            toast(t('workspaces.deleted', { name }))
            await navigate({ to: '/home' })
          }}
          onClose={close}
        />
      )}
    </>
  )
}

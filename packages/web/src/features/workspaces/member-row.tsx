import type { Member, Role, Workspace } from '@flowstate/protocol'
import { KeyRound, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { perLocale } from '../../lib/per-locale.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { toast } from '../../ui/toasts.ts'
import { rightsOnMember, rolesToGive } from './member-rights.ts'
import { ResetLinkDialog } from './reset-link-dialog.tsx'
import { useWorkspaceActions } from './workspace-actions.ts'
import styles from './workspaces.module.css'

const dayOf = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))

/** One member: who, since when, with what role, and what may be done about it. */
export function MemberRow(props: {
  readonly workspace: Workspace
  readonly member: Member
  readonly self: boolean
}) {
  const { t } = useTranslation()
  const actions = useWorkspaceActions()
  const [dialog, setDialog] = useState<'remove' | 'reset' | null>(null)
  // What was chosen shows at once, until the list says so too or the server refuses.
  const [chosen, setChosen] = useState<Role | null>(null)
  const { workspace, member, self } = props
  const { user } = member
  const name = user.displayName
  const rights = rightsOnMember(workspace, { role: member.role, guest: user.guest, self })

  const choose = async (role: Role): Promise<void> => {
    setChosen(role)
    try {
      await actions.changeRole(workspace.id, user.id, role)
      toast(t('members.changed', { name, role: t(`role.${role}`) }))
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error))
    }
    setChosen(null)
  }

  return (
    <li className={styles.row}>
      <Avatar name={name} color={user.color} />
      <span className={styles.who}>
        <strong>
          {name}
          {self && <em> ({t('members.you')})</em>}
        </strong>
        <small>{t('members.joined', { date: dayOf().format(new Date(member.joinedAt)) })}</small>
      </span>
      {user.guest && <Badge>{t('members.guest')}</Badge>}
      {rights.resetLink && (
        <IconButton label={t('members.resetLinkOf', { name })} onClick={() => setDialog('reset')}>
          <KeyRound size={17} aria-hidden />
        </IconButton>
      )}
      {rights.remove && (
        <IconButton label={t('members.removeOf', { name })} onClick={() => setDialog('remove')}>
          <UserMinus size={17} aria-hidden />
        </IconButton>
      )}
      <span className={styles.role}>
        {rights.changeRole ? (
          <ChoiceField
            label={t('members.roleOf', { name })}
            quiet
            value={chosen ?? member.role}
            disabled={chosen !== null}
            options={rolesToGive(workspace.role).map((value) => ({ value, label: t(`role.${value}`) }))}
            choose={(role) => void choose(role)}
          />
        ) : (
          <Badge>{t(`role.${member.role}`)}</Badge>
        )}
      </span>
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('members.removeTitle', { name })}
          text={t('members.removeText', { name, workspace: workspace.name })}
          verb={t('members.remove')}
          onConfirm={async () => {
            await actions.removeMember(workspace.id, user.id)
            toast(t('members.removed', { name }))
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'reset' && (
        <ResetLinkDialog workspace={workspace} member={member} onClose={() => setDialog(null)} />
      )}
    </li>
  )
}

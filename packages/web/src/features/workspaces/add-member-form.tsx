import type { Role, Workspace } from '@flowstate/protocol'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { toast } from '../../ui/toasts.ts'
import { codeOf } from '../home/home-problem.ts'
import { rolesToGive } from './member-rights.ts'
import { useWorkspaceActions } from './workspace-actions.ts'
import styles from './workspaces.module.css'

/** Adds somebody who has an account, by e-mail. */
export function AddMemberForm({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useTranslation()
  const actions = useWorkspaceActions()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    if (!event.currentTarget.checkValidity()) {
      setProblem(email.trim() === '' ? t('members.noEmail') : t('problem.badEmail'))
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      const { user } = await actions.addMember(workspace.id, { email: email.trim(), role })
      setEmail('')
      toast(t('members.added', { name: user.displayName }))
    } catch (error) {
      const code = codeOf(error)
      if (code === 'not_found') setProblem(t('members.unknown'))
      else if (code === 'already_member') setProblem(t('members.already'))
      else setProblem(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }

  return (
    <form
      className={styles.add}
      aria-label={t('members.addTitle')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <LabelledField
        label={t('members.email')}
        type="email"
        required
        maxLength={254}
        autoComplete="off"
        value={email}
        problem={problem}
        onChange={(event) => {
          setEmail(event.target.value)
          setProblem(null)
        }}
      />
      <ChoiceField
        label={t('members.role')}
        value={role}
        options={rolesToGive(workspace.role).map((value) => ({
          value,
          label: `${t(`role.${value}`)}: ${t(`role.${value}.does`)}`,
        }))}
        choose={(value) => setRole(value)}
      />
      <Button type="submit" look="primary" busy={busy}>
        {t('members.add')}
      </Button>
    </form>
  )
}

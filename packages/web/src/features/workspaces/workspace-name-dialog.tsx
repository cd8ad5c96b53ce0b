import { nameTextMax, type Workspace } from '@flowstate/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'
import { useWorkspaceActions } from './workspace-actions.ts'

/** Asks for a name; stays open, with the reason, when it is not taken. */
function NameDialog(props: {
  readonly title: string
  readonly text?: string
  readonly verb: string
  readonly name: string
  onName(name: string): Promise<void>
  onClose(): void
}) {
  const { t } = useTranslation()
  const [name, setName] = useState(props.name)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      await props.onName(name.trim())
      props.onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <Modal
      title={props.title}
      onClose={props.onClose}
      {...(props.text === undefined ? {} : { text: props.text })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <LabelledField
          label={t('workspaces.name')}
          placeholder={t('workspaces.namePlaceholder')}
          value={name}
          maxLength={nameTextMax}
          autoComplete="off"
          problem={problem}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <div className={primitives.buttons}>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={name.trim() === ''}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Makes a workspace and goes there. */
export function NewWorkspaceDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const { create } = useWorkspaceActions()
  const navigate = useNavigate()
  return (
    <NameDialog
      title={t('workspaces.new')}
      text={t('workspaces.newText')}
      verb={t('workspaces.create')}
      name=""
      onName={async (name) => {
        const { id } = await create(name)
        await navigate({ to: '/w/$workspaceId', params: { workspaceId: id } })
      }}
      onClose={onClose}
    />
  )
}

export function RenameWorkspaceDialog(props: { readonly workspace: Workspace; onClose(): void }) {
  const { t } = useTranslation()
  const { rename } = useWorkspaceActions()
  const { workspace } = props
  return (
    <NameDialog
      title={t('workspaces.rename')}
      verb={t('workspaces.save')}
      name={workspace.name}
      onName={(name) => rename(workspace.id, name)}
      onClose={props.onClose}
    />
  )
}

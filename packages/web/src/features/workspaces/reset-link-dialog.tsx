import type { Member, ResetLink, Workspace } from '@flowstate/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../lib/copy-text.ts'
import { formatMoment } from '../../lib/format-time.ts'
import { Button } from '../../ui/button.tsx'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'
import { useWorkspaceActions } from './workspace-actions.ts'

/** Makes a link with which a member sets a new password, and shows it this once. */
export function ResetLinkDialog(props: {
  readonly workspace: Workspace
  readonly member: Member
  onClose(): void
}) {
  const { t } = useTranslation()
  const { makeResetLink } = useWorkspaceActions()
  const [link, setLink] = useState<ResetLink | null>(null)
  const [busy, setBusy] = useState(false)
  const [copied, setCopied] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { workspace, member, onClose } = props
  const name = member.user.displayName

  const make = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      setLink(await makeResetLink(workspace.id, member.user.id))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }
  const copy = async (url: string): Promise<void> => setCopied(await copyText(url))

  const until = link === null ? '' : formatMoment(link.expiresAt, new Date())
  const text = link === null ? t('members.resetAsk', { name }) : t('members.resetText', { name, until })
  return (
    <Modal title={t('members.resetTitle', { name })} text={text} onClose={onClose}>
      {problem !== null && (
        <p className={primitives.banner} role="alert">
          {problem}
        </p>
      )}
      {link !== null && (
        <LabelledField
          label={t('members.resetLink')}
          readOnly
          value={link.url}
          onFocus={(event) => event.target.select()}
        />
      )}
      <div className={primitives.buttons}>
        <Button onClick={onClose}>{link === null ? t('cancel') : t('close')}</Button>
        {link === null ? (
          <Button look="primary" busy={busy} onClick={() => void make()}>
            {t('members.resetMake')}
          </Button>
        ) : (
          <Button look="primary" onClick={() => void copy(link.url)}>
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </div>
    </Modal>
  )
}

import type { Canvas } from '@flowstate/protocol'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { LabelledField } from '../../ui/labelled-field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { editMyself } from '../auth/edit-myself.ts'
import { useSignedIn } from '../auth/use-signed-in.ts'
import { problemText } from '../home/home-problem.ts'
import { useWorkspaces } from '../workspaces/workspace-queries.ts'
import { LinkList } from './link-list.tsx'
import { NewLink } from './new-link.tsx'
import { PeopleHere } from './people-here.tsx'
import styles from './share-dialog.module.css'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

function MyName() {
  const { t } = useTranslation()
  const { rest } = useServices()
  const known = useSignedIn()?.user.displayName ?? ''
  const [name, setName] = useState(known)
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    const next = name.trim()
    if (next === '' || next === known) return
    try {
      await editMyself(rest, { displayName: next })
      setProblem(null)
    } catch (error) {
      setProblem(problemText(error))
    }
  }
  return (
    <div className={styles.me}>
      <LabelledField
        label={t('share.yourName')}
        hint={t('share.nameHint')}
        problem={problem}
        value={name}
        maxLength={80}
        autoComplete="nickname"
        onChange={(event) => setName(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => event.key === 'Enter' && void save()}
      />
    </div>
  )
}

/** Links for others, who is here, and what to call this person. */
export function ShareDialog(props: { readonly canvas: Canvas; readonly mayEdit: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const { canvas, mayEdit, onClose } = props
  const { data: workspaces } = useWorkspaces()
  // Who came by a link may draw, and make no links. While that is not known yet, or cannot be, the server says so.
  const isMember = workspaces?.some(({ id }) => id === canvas.workspaceId) !== false
  const mayShare = mayEdit && isMember
  const canvasId = canvas.id
  const why = mayEdit ? t('share.onlyMembers') : t('share.onlyEditors')
  return (
    <Modal title={t('share.title')} {...(mayShare ? {} : { text: why })} onClose={onClose}>
      {mayShare && <NewLink canvasId={canvasId} />}
      {mayShare && loopbackHosts.has(window.location.hostname) && (
        <p className={styles.hint}>{t('share.loopback')}</p>
      )}
      <MyName />
      <PeopleHere />
      {mayShare && <LinkList canvasId={canvasId} />}
    </Modal>
  )
}

import type { FailedOperation } from '@flowstate/client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/editor-context.ts'
import { copyText } from '../../lib/copy-text.ts'
import { Button } from '../../ui/button.tsx'
import { Modal } from '../../ui/modal.tsx'
import primitives from '../../ui/primitives.module.css'
import styles from './save-state.module.css'

/** What the server refused, kept so that it can be copied out (CL4). */
export function FailedDialog(props: { readonly failed: readonly FailedOperation[]; onClose(): void }) {
  const { t } = useTranslation()
  const { port } = useEditor()
  const [copied, setCopied] = useState(false)
  const { failed } = props
  const copy = async (): Promise<void> => {
    const content = failed.map(({ entry, code, detail }) => ({ code, detail, request: entry.request }))
    setCopied(await copyText(JSON.stringify(content, null, 2)))
  }
  const forget = async (): Promise<void> => {
    for (const { entry } of failed) await port.forgetFailed(entry.id)
    props.onClose()
  }
  return (
    <Modal title={t('failed.title')} text={t('failed.text')} onClose={props.onClose}>
      <ul className={styles.list}>
        {failed.map(({ entry, detail }) => (
          <li key={entry.id}>
            <span>{detail}</span>
          </li>
        ))}
      </ul>
      <div className={primitives.buttons}>
        <Button onClick={() => void forget()}>{t('failed.forget')}</Button>
        <Button look="primary" onClick={() => void copy()}>
          {copied ? t('copied') : t('failed.copy')}
        </Button>
      </div>
    </Modal>
  )
}

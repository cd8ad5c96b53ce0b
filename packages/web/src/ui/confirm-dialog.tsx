import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Modal } from './modal.tsx'
import styles from './primitives.module.css'

/** Asks before something that cannot be taken back easily. It stays open, with the reason, when that fails. */
export function ConfirmDialog(props: {
  readonly title: string
  readonly text: string
  /** What the button says: the verb, not "OK". */
  readonly verb: string
  onConfirm(): Promise<void>
  onClose(): void
}) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    try {
      await props.onConfirm()
      props.onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <Modal title={props.title} text={props.text} onClose={props.onClose}>
      {problem !== null && (
        <p className={styles.banner} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onClick={props.onClose}>{t('cancel')}</Button>
        <Button look="danger" busy={busy} onClick={() => void confirm()}>
          {props.verb}
        </Button>
      </div>
    </Modal>
  )
}

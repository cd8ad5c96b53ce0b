import { commentTextMax } from '@flowstate/protocol'
import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import controls from '../../ui/controls.module.css'
import styles from './thread-popover.module.css'

/** Who mends a message goes on at its end. */
function toEnd(field: HTMLTextAreaElement | null): void {
  field?.setSelectionRange(field.value.length, field.value.length)
  field?.scrollTo({ top: field.scrollHeight })
}

/** A field for a message. What could not be sent stays in it. Enter sends, Shift+Enter breaks the line. */
export function CommentComposer(props: {
  readonly label: string
  readonly verb: string
  /** What is in it from the start. */
  readonly text?: string
  /** Keeps what is being written for when the field is closed. */
  keep?(text: string): void
  readonly disabled: boolean
  /** Throws what went wrong. */
  send(text: string): Promise<void>
  onCancel?(): void
}) {
  const { t } = useTranslation()
  const [text, setOwnText] = useState(props.text ?? '')
  const setText = (next: string): void => {
    setOwnText(next)
    props.keep?.(next)
  }
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isEmpty = text.trim() === ''
  const send = async (): Promise<void> => {
    if (isEmpty || busy || props.disabled) return
    setBusy(true)
    setProblem(null)
    try {
      await props.send(text.trim())
      setText('')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape' && props.onCancel !== undefined) {
      event.preventDefault()
      props.onCancel()
    }
  }
  return (
    <div className={styles.composer}>
      <textarea
        ref={toEnd}
        className={`${controls.field} ${styles.text}`}
        aria-label={props.label}
        placeholder={props.label}
        rows={1}
        maxLength={commentTextMax}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {t('comment.failed', { detail: problem })}
        </p>
      )}
      <div className={styles.verbs}>
        {props.onCancel !== undefined && <Button onClick={props.onCancel}>{t('cancel')}</Button>}
        <Button look="primary" busy={busy} disabled={isEmpty || props.disabled} onClick={() => void send()}>
          <SendHorizontal size={15} aria-hidden />
          {props.verb}
        </Button>
      </div>
    </div>
  )
}

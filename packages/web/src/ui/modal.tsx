import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './controls.module.css'

/** Where there is nothing to press or fill in but the way out, the dialog itself has the focus, and the arrow keys scroll it. */
function focusDialog(event: Event): void {
  const dialog = event.currentTarget
  if (!(dialog instanceof HTMLElement)) return
  if (dialog.querySelector('button, input, select, textarea')?.hasAttribute('data-close') !== true) return
  event.preventDefault()
  dialog.focus()
}

/** A dialog over everything; Escape and a click outside close it. */
export function Modal(props: {
  readonly title: string
  readonly text?: string
  /** For much at once, where the window has room for it. */
  readonly wide?: boolean
  readonly children: ReactNode
  onClose(): void
}) {
  const { t } = useTranslation()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        {/* Not the library's overlay: it injects a style element, which the content security policy forbids. */}
        <div className={styles.shade} />
        <Dialog.Content
          className={`${styles.dialog} ${props.wide === true ? styles.dialogWide : ''}`}
          {...(props.text === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={focusDialog}
        >
          <Dialog.Title className={styles.dialogTitle}>{props.title}</Dialog.Title>
          {props.text !== undefined && (
            <Dialog.Description className={styles.dialogText}>{props.text}</Dialog.Description>
          )}
          {props.children}
          <Dialog.Close asChild>
            <button
              type="button"
              className={`${styles.iconButton} ${styles.dialogClose}`}
              aria-label={t('close')}
              data-close
            >
              <X size={18} />
            </button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

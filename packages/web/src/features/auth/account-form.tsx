import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import styles from './auth-pages.module.css'
import type { AccountFormState } from './use-account-form.ts'

/** A form of the account pages: its fields, what is wrong with the whole of it, and the button that sends it. */
export function AccountForm(props: {
  readonly form: AccountFormState
  readonly submit: string
  readonly look?: 'plain' | 'primary'
  /** The button is as wide as its words, not as the form. */
  readonly inRow?: boolean
  readonly disabled?: boolean
  readonly children: ReactNode
}) {
  const { form, submit, look = 'primary', inRow = false, disabled = false } = props
  const general = form.problemAt('form')
  const button = (
    <Button type="submit" look={look} busy={form.busy} disabled={disabled}>
      {submit}
    </Button>
  )
  return (
    <form className={styles.form} {...form.bind}>
      {props.children}
      {general !== null && (
        <p className={styles.banner} role="alert">
          {general}
        </p>
      )}
      {inRow ? <div className={styles.buttons}>{button}</div> : button}
    </form>
  )
}

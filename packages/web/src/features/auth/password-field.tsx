import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LabelledField } from '../../ui/labelled-field.tsx'
import styles from './auth-pages.module.css'

/** A password to type, which can be looked at. */
export function PasswordField(props: {
  readonly name: 'password' | 'currentPassword'
  readonly label: string
  /** Where the browser's own store takes it from. */
  readonly purpose: 'current-password' | 'new-password'
  readonly hint?: string
  readonly problem: string | null
  readonly autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <div className={styles.password}>
      <LabelledField
        label={props.label}
        name={props.name}
        type={shown ? 'text' : 'password'}
        autoComplete={props.purpose}
        hint={props.hint}
        problem={props.problem}
        autoFocus={props.autoFocus}
        maxLength={1024}
        required
      />
      <button
        type="button"
        className={styles.look}
        aria-label={shown ? t('auth.hidePassword') : t('auth.showPassword')}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        <Icon size={16} aria-hidden />
      </button>
    </div>
  )
}

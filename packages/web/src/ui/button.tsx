import type { ComponentProps } from 'react'
import styles from './controls.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do here. `danger`: cannot be taken back easily. `quiet`: no frame until pointed at. */
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet'
  /** Work is under way: the button waits and says so. */
  readonly busy?: boolean
}

const looks = {
  plain: '',
  primary: styles.primary,
  danger: styles.danger,
  quiet: styles.quiet,
} as const

/** A button with a word on it; an icon may stand before the word. */
export function Button({ look = 'plain', busy = false, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${looks[look]} ${className ?? ''}`}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    />
  )
}

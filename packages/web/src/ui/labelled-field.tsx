import { type ComponentProps, useId } from 'react'
import controls from './controls.module.css'
import styles from './primitives.module.css'

interface LabelledFieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with what was typed; replaces the hint and is read out. */
  readonly problem?: string | null | undefined
}

/** A line to type in, with its label above and a hint or a problem below. */
export function LabelledField({ label, hint, problem, className, ...rest }: LabelledFieldProps) {
  const id = useId()
  const note = problem ?? hint
  return (
    <div className={styles.labelled}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={`${controls.field} ${className ?? ''}`}
        aria-invalid={problem != null || undefined}
        aria-describedby={note == null ? undefined : `${id}-note`}
        {...rest}
      />
      {note != null && (
        <small
          id={`${id}-note`}
          className={problem == null ? styles.hint : styles.problem}
          role={problem == null ? undefined : 'alert'}
        >
          {note}
        </small>
      )}
    </div>
  )
}

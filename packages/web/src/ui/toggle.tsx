import { Switch } from 'radix-ui'
import { useId } from 'react'
import styles from './primitives.module.css'

/** On or off, at once. */
export function Toggle(props: {
  readonly label: string
  readonly hint?: string
  readonly on: boolean
  change(on: boolean): void
}) {
  const id = useId()
  return (
    <div className={styles.toggleRow}>
      <label htmlFor={id}>
        {props.label}
        {props.hint !== undefined && <small className={styles.hint}>{props.hint}</small>}
      </label>
      <Switch.Root id={id} className={styles.toggle} checked={props.on} onCheckedChange={props.change}>
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    </div>
  )
}

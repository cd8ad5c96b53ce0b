import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import controls from './controls.module.css'
import styles from './primitives.module.css'

/** One of a few values, in the list of the platform: by keyboard, finger and screen reader alike. */
export function ChoiceField<Value extends string>(props: {
  readonly label: string
  /** The label is read out but not shown, where its place says it already. */
  readonly quiet?: boolean
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly disabled?: boolean
  choose(value: Value): void
}) {
  const id = useId()
  return (
    <div className={styles.labelled}>
      <label htmlFor={id} className={props.quiet === true ? styles.unseen : undefined}>
        {props.label}
      </label>
      <span className={styles.choice}>
        <select
          id={id}
          className={controls.field}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => {
            const found = props.options.find(({ value }) => value === event.target.value)
            if (found !== undefined) props.choose(found.value)
          }}
        >
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <ChevronDown size={15} aria-hidden />
      </span>
    </div>
  )
}

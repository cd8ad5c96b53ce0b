import type { LucideIcon } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import styles from './segments.module.css'

/** One of two to five values, all in view. */
export function Segments<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: LucideIcon }[]
  choose(value: Value): void
}) {
  return (
    <ToggleGroup.Root
      type="single"
      className={styles.segments}
      aria-label={props.label}
      value={props.value}
      onValueChange={(next) => {
        const found = props.options.find(({ value }) => value === next)
        if (found !== undefined) props.choose(found.value)
      }}
    >
      {props.options.map(({ value, label, icon: Icon }) => (
        <ToggleGroup.Item key={value} value={value} className={styles.segment}>
          {Icon !== undefined && <Icon size={15} aria-hidden />}
          {label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}

import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './primitives.module.css'

/** Nothing is here: what would be, and how to get it. */
export function EmptyState(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}) {
  const Icon = props.icon
  return (
    <div className={styles.emptyState}>
      <span className={styles.emptyIcon}>
        <Icon size={26} aria-hidden />
      </span>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}

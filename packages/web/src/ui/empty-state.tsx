import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './primitives.module.css'

/** Nothing is here: what would be, and how to get it. */
export function EmptyState(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly text: string
  /** Nothing else is on the page: the title is the page's own. */
  readonly alone?: boolean
  readonly children?: ReactNode
}) {
  const Icon = props.icon
  const Title = props.alone === true ? 'h1' : 'h2'
  return (
    <div className={styles.emptyState}>
      <span className={styles.emptyIcon}>
        <Icon size={26} aria-hidden />
      </span>
      <Title>{props.title}</Title>
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}

import type { ReactNode } from 'react'
import styles from './primitives.module.css'

/** A word about a thing: its role, its state. */
export function Badge(props: {
  readonly tone?: 'plain' | 'accent' | 'good' | 'warn'
  readonly children: ReactNode
}) {
  const tone = props.tone ?? 'plain'
  return <span className={`${styles.badge} ${tone === 'plain' ? '' : styles[tone]}`}>{props.children}</span>
}

import { readableOn } from '../editor/presence/readable-on.ts'
import { initialsOf } from '../lib/initials-of.ts'
import styles from './primitives.module.css'

/** A person: initials on their colour. Decoration; the name stands beside it or in a label around it. */
export function Avatar(props: {
  readonly name: string
  readonly color: string
  readonly size?: 'small' | 'large'
}) {
  const { name, color, size = 'small' } = props
  return (
    <span
      className={`${styles.avatar} ${size === 'large' ? styles.avatarLarge : ''}`}
      style={{ background: color, color: readableOn(color) }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  )
}

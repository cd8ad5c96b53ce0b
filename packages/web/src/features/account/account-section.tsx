import type { ReactNode } from 'react'
import styles from './account-page.module.css'

/** A part of the account page under a heading of its own. */
export function AccountSection(props: {
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
}) {
  return (
    <section className={styles.section}>
      <header className={styles.head}>
        <h2>{props.title}</h2>
        {props.text !== undefined && <p>{props.text}</p>}
      </header>
      <div className={styles.body}>{props.children}</div>
    </section>
  )
}

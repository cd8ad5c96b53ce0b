import type { ReactNode } from 'react'
import styles from './auth-pages.module.css'

/** A card in the middle of a page: one thing to do, and the ways round it below. */
export function AuthCard(props: {
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
  readonly footer?: ReactNode
}) {
  return (
    <section className={styles.card}>
      <h1>{props.title}</h1>
      {props.text !== undefined && <p className={styles.text}>{props.text}</p>}
      {props.children}
      {props.footer !== undefined && <footer className={styles.footer}>{props.footer}</footer>}
    </section>
  )
}

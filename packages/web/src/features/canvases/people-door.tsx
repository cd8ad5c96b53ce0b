import type { Participant } from '@flowstate/protocol'
import { type CSSProperties, type ReactNode, Suspense, useState } from 'react'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import styles from './collaboration-bar.module.css'

const PeopleMenu = patientLazy(async () => (await latePart(import('./people-menu.tsx'))).PeopleMenu)

/** A circle of the bar that leads to people: a click lists them, and what all can be asked together. */
export function PeopleDoor(props: {
  readonly people: readonly Participant[]
  readonly label: string
  readonly look?: string | undefined
  readonly style?: CSSProperties
  readonly children: ReactNode
}) {
  const { label } = props
  const [isWanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className={styles.follow}
      title={label}
      aria-label={label}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      {props.children}
    </button>
  )
  return (
    <li className={`${styles.person} ${props.look ?? ''}`} style={props.style}>
      {isWanted ? (
        <Suspense fallback={button}>
          <PeopleMenu people={props.people} trigger={button} />
        </Suspense>
      ) : (
        button
      )}
    </li>
  )
}

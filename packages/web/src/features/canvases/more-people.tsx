import type { Participant } from '@flowstate/protocol'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import styles from './collaboration-bar.module.css'

const PeopleMenu = patientLazy(async () => (await latePart(import('./people-menu.tsx'))).PeopleMenu)

/** How many more are here than there is room for; a click says who. */
export function MorePeople({ people }: { readonly people: readonly Participant[] }) {
  const { t } = useTranslation()
  const [isWanted, setWanted] = useState(false)
  const label = t('people.more', { count: people.length })
  const button = (
    <button
      type="button"
      className={styles.follow}
      title={label}
      aria-label={label}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      +{people.length}
    </button>
  )
  return (
    <li className={`${styles.person} ${styles.more}`}>
      {isWanted ? (
        <Suspense fallback={button}>
          <PeopleMenu people={people} trigger={button} />
        </Suspense>
      ) : (
        button
      )}
    </li>
  )
}

import { useTranslation } from 'react-i18next'
import { useStatusPart } from '../../editor/editor-context.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { usePeople } from '../canvases/use-people.ts'
import styles from './share-dialog.module.css'

/** Who is on the canvas at this moment, and what they may do. */
export function PeopleHere() {
  const { t } = useTranslation()
  const people = usePeople()
  const you = useStatusPart((status) => status.you)
  return (
    <section className={styles.section}>
      <h3>{t('share.here')}</h3>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.userId}>
            <Avatar name={person.displayName} color={person.color} />
            <span className={styles.about}>
              {person.userId === you?.userId ? `${person.displayName} (${t('you')})` : person.displayName}
            </span>
            <Badge>{t(`role.${person.role}`)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}

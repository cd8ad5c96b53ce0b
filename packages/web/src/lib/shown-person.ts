import i18next from 'i18next'

interface Named {
  readonly displayName: string
  readonly guest?: boolean
}

/** What the server calls a guest who has given no name. */
const unnamedGuest = 'Guest'

/** The same under the name they are shown with: a guest without one is called so in the reader's language. */
export function shownPerson<Person extends Named>(person: Person): Person {
  return person.guest === true && person.displayName === unnamedGuest
    ? { ...person, displayName: i18next.t('guestName') }
    : person
}

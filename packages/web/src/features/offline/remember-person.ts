import type { SignedIn } from '@flowstate/client'
import { isUuid } from '@flowstate/engine'
import type { Services } from '../../app/services.ts'
import { storedValue } from '../../lib/stored-value.ts'

type Person = SignedIn['user']

function isPerson(value: unknown): value is Person {
  return typeof value === 'object' && value !== null && 'id' in value && isUuid(value.id)
}

const storedPerson = storedValue<Person | null>('person', null, (value) => (isPerson(value) ? value : null))

/** Who was signed in here last, and has not signed out: whose stored copies may be shown without asking the server. */
export function rememberedPerson(): Person | null {
  return storedPerson.read()
}

/** Remembers from now on who is signed in, and drops the stored copies of everybody else. Call once. */
export function rememberPerson({ rest, copies }: Pick<Services, 'rest' | 'copies'>): void {
  rest.session.subscribe((signedIn) => {
    const person = signedIn?.user ?? null
    storedPerson.write(person)
    void copies.keepOnly(person?.id ?? null)
  })
}

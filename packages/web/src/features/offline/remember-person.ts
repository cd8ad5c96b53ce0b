import type { SignedIn } from '@flowstate/client'
import type { Services } from '../../app/services.ts'
import { storedValue } from '../../lib/stored-value.ts'

type Person = SignedIn['user']

function isPerson(value: unknown): value is Person {
  if (typeof value !== 'object' || value === null) return false
  return 'id' in value && typeof value.id === 'string' && 'guest' in value && typeof value.guest === 'boolean'
}

const storedPerson = storedValue<Person | null>('person', null, (value) => (isPerson(value) ? value : null))

/** Who was signed in here last, and has not signed out: whose stored copies may be shown without asking the server. */
export function rememberedPerson(): Person | null {
  return storedPerson.read()
}

/** Remembers from now on who is signed in, and drops the stored copies of everybody else. Call once. */
export function rememberPerson({ rest, copies }: Pick<Services, 'rest' | 'copies'>): void {
  rest.session.subscribe((signedIn) => {
    storedPerson.write(signedIn?.user ?? null)
    void copies.keepOnly(signedIn?.user.id ?? null)
  })
}

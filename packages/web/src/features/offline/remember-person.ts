import type { UserId } from '@flowstate/engine'
import type { Services } from '../../app/services.ts'
import { storedValue } from '../../lib/stored-value.ts'

const storedPerson = storedValue<UserId | null>('person', null, (value) =>
  typeof value === 'string' ? (value as UserId) : null,
)

/** Who was signed in here last, and has not signed out: whose stored copies may be shown without asking the server. */
export function rememberedPerson(): UserId | null {
  return storedPerson.read()
}

/** Remembers from now on who is signed in, and drops the stored copies of everybody else. Call once. */
export function rememberPerson({ rest, copies }: Pick<Services, 'rest' | 'copies'>): void {
  rest.session.subscribe((signedIn) => {
    const userId = signedIn?.user.id ?? null
    if (storedPerson.read() !== userId) storedPerson.write(userId)
    void copies.keepOnly(userId)
  })
}

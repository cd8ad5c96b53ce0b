import type { RestClient, SignedIn } from '@flowstate/client'
import { storedValue } from '../../lib/stored-value.ts'

const storedName = storedValue<string>('displayName', '', (value) =>
  typeof value === 'string' ? value : null,
)

/** Whether there was a login here: asking the server to renew one that never was only makes an error. */
const storedLogin = storedValue<boolean>('signedIn', false, (value) =>
  typeof value === 'boolean' ? value : null,
)

/** Remembers from now on whether somebody is signed in. Call once. */
export function rememberLogin(rest: RestClient): void {
  rest.session.subscribe((signedIn) => storedLogin.write(signedIn !== null))
}

const pending = new WeakMap<RestClient, Promise<SignedIn>>()

async function signIn(rest: RestClient): Promise<SignedIn> {
  if (storedLogin.read()) await rest.session.accessToken()
  const known = rest.session.current()
  if (known !== null) return known
  const displayName = storedName.read()
  const guest = await rest.request<SignedIn>({
    method: 'POST',
    path: '/auth/guest',
    body: displayName === '' ? {} : { displayName },
    anonymous: true,
  })
  rest.session.set(guest)
  return guest
}

/** Whoever is here: the login of the cookie, or a new guest. Asked twice at once, it signs in once. */
export async function ensureSignedIn(rest: RestClient): Promise<SignedIn> {
  const current = rest.session.current()
  if (current !== null) return current
  const running = pending.get(rest) ?? signIn(rest).finally(() => pending.delete(rest))
  pending.set(rest, running)
  return running
}

/** Tells the server what to call this person. */
export async function renameMyself(rest: RestClient, displayName: string): Promise<void> {
  await rest.request({ method: 'PATCH', path: '/auth/me', body: { displayName } })
  storedName.write(displayName)
  const current = rest.session.current()
  if (current !== null) rest.session.set({ ...current, user: { ...current.user, displayName } })
}

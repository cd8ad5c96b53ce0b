import { type RestClient, RestError, type SignedIn } from '@flowstate/client'
import { storedValue } from '../../lib/stored-value.ts'

/** What a guest called themselves here last. */
export const storedName = storedValue<string>('displayName', '', (value) =>
  typeof value === 'string' ? value : null,
)

/** Whether there was a login here: asking the server to renew one that never was only makes an error. */
const storedLogin = storedValue<boolean>('signedIn', false, (value) =>
  typeof value === 'boolean' ? value : null,
)

/**
 * The e-mail of the account signed in here last, until its owner signs out; empty for none. When its login has ended elsewhere
 * the person is asked back in, instead of becoming a guest who owns nothing of theirs.
 */
const storedAccount = storedValue<string>('account', '', (value) =>
  typeof value === 'string' ? value : null,
)

/** Whom to ask back in; empty when nobody. */
export function lastAccount(): string {
  return storedAccount.read()
}

/** Signed out on purpose: from here on this browser belongs to nobody. */
export function forgetAccount(): void {
  storedAccount.write('')
  storedName.write('')
}

/** Remembers from now on whether somebody is signed in, and who. Call once. */
export function rememberLogin(rest: RestClient): void {
  rest.session.subscribe((signedIn) => {
    storedLogin.write(signedIn !== null)
    if (signedIn !== null) storedAccount.write(signedIn.user.email ?? '')
  })
}

/** The login of the cookie, if there is one that still holds. Makes no guest. */
export async function restoreLogin(rest: RestClient): Promise<SignedIn | null> {
  if (rest.session.current() === null && storedLogin.read()) await rest.session.accessToken()
  return rest.session.current()
}

const pending = new WeakMap<RestClient, Promise<SignedIn>>()

async function signIn(rest: RestClient): Promise<SignedIn> {
  const known = await restoreLogin(rest)
  if (known !== null) return known
  if (lastAccount() !== '') throw new RestError(401, null, 'Please sign in')
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

/**
 * Whoever is here: the login of the cookie, or a new guest. Asked twice at once, it signs in once.
 * @throws RestError with status 401 when an account was signed in here whose login has ended
 */
export async function ensureSignedIn(rest: RestClient): Promise<SignedIn> {
  const current = rest.session.current()
  if (current !== null) return current
  const running = pending.get(rest) ?? signIn(rest).finally(() => pending.delete(rest))
  pending.set(rest, running)
  return running
}

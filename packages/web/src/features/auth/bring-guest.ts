import type { RestClient, SignedIn } from '@flowstate/client'
import type { Canvas } from '@flowstate/protocol'
import { restoreLogin } from './ensure-signed-in.ts'

/** What a guest would leave behind by signing in to an account. */
export type GuestWork =
  | { readonly kind: 'none' }
  /** Canvases of their own with something on them. */
  | { readonly kind: 'canvases'; readonly count: number }
  /** Nothing of their own: a link let them in to one canvas. */
  | { readonly kind: 'invited' }

/** Looks at what the guest of this browser has; `none` for everybody else. */
export async function findGuestWork(rest: RestClient): Promise<GuestWork> {
  const login = await restoreLogin(rest)
  if (login === null || !login.user.guest) return { kind: 'none' }
  if (typeof login.workspaceId !== 'string') return { kind: 'invited' }
  const path = `/workspaces/${login.workspaceId}/canvases?limit=200`
  const { items } = await rest.get<{ readonly items: readonly Canvas[] }>(path)
  const count = items.filter(({ version }) => version > 0).length
  return count === 0 ? { kind: 'none' } : { kind: 'canvases', count }
}

/** Long enough for a slow network between the two calls. */
const guestTokenMarginMs = 300_000

/** What proves that the guest's canvases are theirs; null when nobody is a guest here. Take it before signing in. */
export async function takeGuestToken(rest: RestClient): Promise<string | null> {
  const login = rest.session.current()
  return login?.user.guest ? rest.session.accessToken(guestTokenMarginMs) : null
}

/** Moves everything of the guest into the account signed in to now. May be asked again. */
export async function bringGuest(rest: RestClient, guestToken: string): Promise<void> {
  await rest.post('/auth/merge', { guestToken })
}

/** Signs in with a password. The tokens of whoever was here before are replaced. */
export async function signInWith(
  rest: RestClient,
  credentials: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const signedIn = await rest.request<SignedIn>({
    method: 'POST',
    path: '/auth/login',
    body: credentials,
    anonymous: true,
  })
  rest.session.set(signedIn)
  return signedIn
}

/**
 * Makes an account. Signed in as a guest, the guest becomes it and keeps its id; the login it had as a guest ends, in favour of
 * the new one.
 */
export async function register(
  rest: RestClient,
  account: { readonly email: string; readonly password: string; readonly displayName: string },
): Promise<void> {
  const before = await restoreLogin(rest)
  const signedIn = await rest.post<SignedIn>('/auth/register', account)
  rest.session.set(signedIn)
  // Only tidying up: the account is made, and a login that stays open is in the list of devices.
  if (before?.user.guest)
    await rest.request({ method: 'DELETE', path: '/auth/sessions' }).catch(() => undefined)
}

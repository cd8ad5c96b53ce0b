import type { RestClient, SignedIn } from '@flowstate/client'
import { storedName } from './ensure-signed-in.ts'

const channelName = 'flowstate.profile'

/** Tells the server what to call this person, or in which colour to show them; and the other tabs of this browser. */
export async function editMyself(
  rest: RestClient,
  edit: { readonly displayName?: string; readonly color?: string },
): Promise<void> {
  const user = await rest.request<SignedIn['user']>({ method: 'PATCH', path: '/auth/me', body: edit })
  storedName.write(user.displayName)
  rest.session.rename(user)
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(user)
  channel.close()
}

async function readMyself(rest: RestClient): Promise<void> {
  const known = rest.session.current()?.user
  if (known === undefined) return
  const user = await rest.get<SignedIn['user']>('/auth/me').catch(() => known)
  const isSame = user.displayName === known.displayName && user.color === known.color
  if (isSame || rest.session.current()?.user !== known) return
  storedName.write(user.displayName)
  rest.session.rename(user)
}

let reading: Promise<void> | null = null

/**
 * Asks the server what this person is called now, and in which colour: it may have been changed on another device. Nothing
 * happens where it cannot be asked, or where the name has been changed here meanwhile. Asked twice at once, it asks once.
 */
export function rereadMyself(rest: RestClient): Promise<void> {
  reading ??= readMyself(rest).finally(() => {
    reading = null
  })
  return reading
}

/** Takes over what this person is called in another tab or on another device, as long as the page lives. */
export function hearOfMyself(rest: RestClient): void {
  window.addEventListener('focus', () => void rereadMyself(rest))
  // A telephone that comes back to the page may give it no focus.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void rereadMyself(rest)
  })
  new BroadcastChannel(channelName).onmessage = ({ data }: MessageEvent<SignedIn['user']>) => {
    if (data.id === rest.session.current()?.user.id) rest.session.rename(data)
  }
}

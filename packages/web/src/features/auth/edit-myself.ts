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

/** Takes over what this person is called in another tab, as long as the page lives. */
export function hearOfMyself(rest: RestClient): void {
  new BroadcastChannel(channelName).onmessage = ({ data }: MessageEvent<SignedIn['user']>) => {
    if (data.id === rest.session.current()?.user.id) rest.session.rename(data)
  }
}

import {
  type CanvasClient,
  ConnectionRefused,
  createIndexedDbOutboxStorage,
  createMemoryOutboxStorage,
  openCanvasClient,
  type RestClient,
  type SignedIn,
  systemClientClock,
  ticketSocketOpener,
} from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import { type Canvas, closeCodes, type ExchangeAnswer } from '@flowstate/protocol'
import { randomBytes } from '../../lib/random-id.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'

/** The token of a share link, from the fragment of the address; null when there is none. */
export function shareTokenIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('share')
}

export interface EnteredCanvas {
  /** In whose name work goes out. */
  readonly person: SignedIn['user']
  readonly canvas: Canvas
  readonly client: CanvasClient
}

async function exchangeShare(rest: RestClient, token: string): Promise<void> {
  const answer = await rest.post<ExchangeAnswer>('/shares/exchange', { token })
  const current = rest.session.current()
  rest.session.set({
    user: answer.user,
    accessToken: answer.accessToken,
    expiresInSeconds: answer.expiresInSeconds,
    ...(typeof current?.workspaceId === 'string' ? { workspaceId: current.workspaceId } : {}),
  })
}

/**
 * Work goes out in the name of whoever did it. Another tab may have signed somebody else in, whose cookie is then this tab's too:
 * that person does not send it. A guest who became an account in another tab is one and the same.
 */
function checkSamePerson(before: SignedIn['user'], rest: RestClient): void {
  const now = rest.session.current()
  if (now === null || (now.user.id !== before.id && !before.guest))
    throw new ConnectionRefused(closeCodes.unauthenticated.code, closeCodes.unauthenticated.reason)
}

/** Signs in, uses the share link if there is one, and opens the canvas for live work. Throws RestError. */
export async function enterCanvas(
  rest: RestClient,
  canvasId: CanvasId,
  shareToken: string | null,
): Promise<EnteredCanvas> {
  await ensureSignedIn(rest)
  if (shareToken !== null) await exchangeShare(rest, shareToken)
  const { user: person } = await ensureSignedIn(rest)
  const canvas = await rest.get<Canvas>(`/canvases/${canvasId}`)
  const storage =
    'indexedDB' in window
      ? createIndexedDbOutboxStorage({ name: 'flowstate', clock: systemClientClock })
      : createMemoryOutboxStorage()
  const openSocket = ticketSocketOpener({
    rest,
    canvasId,
    origin: window.location.origin,
    createSocket(url) {
      checkSamePerson(person, rest)
      return new WebSocket(url)
    },
  })
  const client = await openCanvasClient({
    canvasId,
    userId: person.id,
    async openSocket(request) {
      try {
        return await openSocket(request)
      } catch (error) {
        // Somebody else's rights are no answer to the question whether this person may come in.
        checkSamePerson(person, rest)
        throw error
      }
    },
    storage,
    clock: systemClientClock,
    randomBytes,
  })
  return { canvas, client, person }
}

import { randomBytes } from 'node:crypto'
import {
  type CanvasClient,
  createMemoryOutboxStorage,
  createRestClient,
  openCanvasClient,
  type RestClient,
  type SignedIn,
  systemClientClock,
  ticketSocketOpener,
} from '@flowstate/client'
import { type CanvasId, type ShapeId, uuidv7 } from '@flowstate/engine'

/** Somebody signed in at one instance, with what is needed to draw there. */
export interface Visitor {
  readonly rest: RestClient
  readonly signedIn: SignedIn
}

export const newUuid = (): string => uuidv7(Date.now(), randomBytes(16))
export const newShapeId = (): ShapeId => newUuid() as ShapeId

function restAt(url: string): RestClient {
  return createRestClient({ baseUrl: url, fetch, now: Date.now, refreshIn: 'body' })
}

/** Signs a guest in at an instance. */
export async function visitAsGuest(url: string, displayName: string): Promise<Visitor> {
  const rest = restAt(url)
  const signedIn = await rest.post<SignedIn>('/auth/guest', { displayName })
  rest.session.set(signedIn)
  return { rest, signedIn }
}

/** Joins through a share link at an instance. */
export async function visitByLink(url: string, token: string, displayName: string): Promise<Visitor> {
  const rest = restAt(url)
  const signedIn = await rest.post<SignedIn>('/shares/exchange', { token, displayName })
  rest.session.set(signedIn)
  return { rest, signedIn }
}

/** A live client of the SDK, as the app opens it. */
export function openLive(visitor: Visitor, canvasId: CanvasId): Promise<CanvasClient> {
  return openCanvasClient({
    canvasId,
    userId: visitor.signedIn.user.id,
    openSocket: ticketSocketOpener({
      rest: visitor.rest,
      canvasId,
      createSocket: (url) => new WebSocket(url),
      origin: visitor.rest.baseUrl,
    }),
    storage: createMemoryOutboxStorage(),
    clock: systemClientClock,
    randomBytes: (count) => randomBytes(count),
  })
}

/** Resolves when the client satisfies `condition`; the caller's test deadline is the limit. */
export function until(client: CanvasClient, condition: (client: CanvasClient) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition(client)) return resolve()
    const stop = client.subscribe({
      status() {
        if (!condition(client)) return
        stop()
        resolve()
      },
      canvas() {
        if (!condition(client)) return
        stop()
        resolve()
      },
    })
  })
}

import {
  type CanvasClient,
  type CanvasClientOptions,
  type CanvasCopy,
  createIndexedDbOutboxStorage,
  gatherFrames,
  openCanvasClient,
  type RestClient,
  RestError,
  type SignedIn,
  systemClientClock,
  ticketSocketOpener,
} from '@flowstate/client'
import type { CanvasId } from '@flowstate/engine'
import type { Canvas, ExchangeAnswer } from '@flowstate/protocol'
import type { Services } from '../../app/services.ts'
import { randomBytes } from '../../lib/random-id.ts'
import { whenHandsRest } from '../../lib/when-hands-rest.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { rememberedPerson } from '../offline/remember-person.ts'
import { checkSamePerson, renewLogin } from '../offline/stored-entry.ts'

/** The token of a share link, from the fragment of the address; null when there is none. */
export function shareTokenIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('share')
}

export interface EnteredCanvas {
  /** In whose name work goes out. */
  readonly person: SignedIn['user']
  readonly canvas: Canvas
  readonly client: CanvasClient
  /** Shown as it was seen last; the server has not been asked yet. */
  readonly isStored: boolean
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

type CanvasServices = Pick<Services, 'rest' | 'copies'>

/** What others do is painted every other frame: where everybody is like that the server need not send more often. */
const askedGatherMs = 28
/** What comes within a frame all the same is taken over together. */
const gatherMs = 16

interface CanvasEntry {
  readonly canvasId: CanvasId
  readonly person: SignedIn['user']
}

/** Opens sockets to a canvas in the name of one person, and of nobody else. */
export function socketOpenerFor(
  rest: RestClient,
  { canvasId, person }: CanvasEntry,
): CanvasClientOptions['openSocket'] {
  const openWithTicket = ticketSocketOpener({
    rest,
    canvasId,
    gatherMs: askedGatherMs,
    origin: window.location.origin,
    createSocket(url) {
      checkSamePerson(rest, person)
      return gatherFrames(new WebSocket(url), {
        clock: systemClientClock,
        gatherMs,
        // Timers of a page nobody sees may be a second late.
        isUrgent: () => document.hidden,
      })
    },
  })
  return async (request) => {
    await renewLogin(rest, person)
    try {
      return await openWithTicket(request)
    } catch (error) {
      // Somebody else's rights are no answer to the question whether this person may come in.
      checkSamePerson(rest, person)
      throw error
    }
  }
}

/** What every canvas client of the app keeps its work in. */
export function clientBasics({ copies }: Pick<Services, 'copies'>) {
  return {
    storage: createIndexedDbOutboxStorage({ name: 'flowstate', clock: systemClientClock }),
    clock: systemClientClock,
    randomBytes,
    copies,
    inPieces: whenHandsRest,
  }
}

function openClient(
  services: CanvasServices,
  entry: CanvasEntry & { readonly copy?: CanvasCopy },
): Promise<CanvasClient> {
  const { canvasId, person, copy } = entry
  return openCanvasClient({
    ...clientBasics(services),
    canvasId,
    userId: person.id,
    openSocket: socketOpenerFor(services.rest, entry),
    ...(copy === undefined ? {} : { copy }),
  })
}

/** The canvas as the person who is remembered here saw it last; null when there is no such copy. */
async function enterStored(services: CanvasServices, canvasId: CanvasId): Promise<EnteredCanvas | null> {
  const person = rememberedPerson()
  const copy = person === null ? null : await services.copies.read({ userId: person.id, canvasId })
  if (person === null || copy === null) return null
  const client = await openClient(services, { canvasId, person, copy })
  return { person, canvas: copy.canvas, client, isStored: true }
}

/** Signs in, uses the share link if there is one, and opens the canvas for live work. */
async function enterFresh(
  services: CanvasServices,
  canvasId: CanvasId,
  shareToken: string | null,
): Promise<EnteredCanvas> {
  const { rest } = services
  await ensureSignedIn(rest)
  if (shareToken !== null) await exchangeShare(rest, shareToken)
  const { user: person } = await ensureSignedIn(rest)
  const canvas = await rest.get<Canvas>(`/canvases/${canvasId}`)
  const client = await openClient(services, { canvasId, person })
  client.describe(canvas)
  return { person, canvas, client, isStored: false }
}

/**
 * Opens a canvas: at once from its stored copy where there is one, also without a connection; else from the server. Throws
 * RestError.
 * @param way.mayBeStored false once the server has refused what the copy showed
 */
export async function enterCanvas(
  services: CanvasServices,
  canvasId: CanvasId,
  way: { readonly shareToken: string | null; readonly mayBeStored: boolean },
): Promise<EnteredCanvas> {
  const { shareToken, mayBeStored } = way
  const stored = mayBeStored && shareToken === null ? await enterStored(services, canvasId) : null
  if (stored !== null) return stored
  try {
    return await enterFresh(services, canvasId, shareToken)
  } catch (error) {
    const isAway = error instanceof RestError && error.status === 0
    const seenBefore = isAway && mayBeStored ? await enterStored(services, canvasId) : null
    if (seenBefore === null) throw error
    return seenBefore
  }
}

import { type CanvasId, type ClientId, isUuid } from '@flowstate/engine'
import type { SyncRequest } from './catch-up.ts'

/** How a socket says who it is. */
export type Credentials =
  | { readonly kind: 'ticket'; readonly ticket: string }
  | { readonly kind: 'token'; readonly token: string }
  /** It will say so in its first message. */
  | { readonly kind: 'none' }

/** What the address of a socket asks for. */
export interface SocketRequest {
  readonly canvasId: CanvasId
  readonly request: SyncRequest
  readonly clientId: ClientId | null
  /** Null for simple clients. */
  readonly protocol: number | null
  readonly gzip: boolean
  /** Frames that follow each other within so long, in ms, may as well be one: whoever listens would gather them. */
  readonly gatherMs: number
  readonly credentials: Credentials
}

const socketPath = /^\/api\/v1\/canvases\/([^/]{1,100})\/ws$/
const hashPattern = /^[0-9a-f]{64}$/
const wholeNumber = /^\d{1,15}$/
/** Longer than this nobody waits for anything live. */
const gatherMsMax = 100
const credentialCharactersMax = 8_192

/** Whether an upgrade is for a canvas at all. */
export function isSocketPath(url: string): boolean {
  return socketPath.test(url.split('?', 1)[0] ?? '')
}

function readCredentials(query: URLSearchParams): Credentials | null {
  const ticket = query.get('ticket')
  const token = query.get('token')
  if (ticket !== null && token !== null) return null
  const text = ticket ?? token ?? ''
  if (text.length > credentialCharactersMax) return null
  if (ticket !== null) return { kind: 'ticket', ticket }
  return token === null ? { kind: 'none' } : { kind: 'token', token }
}

/** Null when a parameter is not well formed. A canvas id that is no UUID is one that does not exist (AC1). */
export function readSocketRequest(url: string): SocketRequest | null {
  const [path = '', search = ''] = url.split('?', 2)
  const canvasId = socketPath.exec(path)?.[1]
  if (canvasId === undefined) return null
  const query = new URLSearchParams(search)
  const since = query.get('since') ?? '0'
  const protocol = query.get('protocol')
  const clientId = query.get('clientId')
  const hash = query.get('hash')
  const epoch = query.get('epoch')
  const gather = query.get('gather') ?? '0'
  const credentials = readCredentials(query)
  if (!wholeNumber.test(gather) || Number(gather) > gatherMsMax) return null
  if (!wholeNumber.test(since) || credentials === null) return null
  if (protocol !== null && !wholeNumber.test(protocol)) return null
  if (clientId !== null && !isUuid(clientId)) return null
  if (hash !== null && hash !== '' && !hashPattern.test(hash)) return null
  if (epoch !== null && epoch.length > 100) return null
  return {
    canvasId: canvasId as CanvasId,
    request: { since: Number(since), hash: hash === '' ? null : hash, epoch: epoch === '' ? null : epoch },
    clientId: clientId as ClientId | null,
    protocol: protocol === null ? null : Number(protocol),
    gzip: query.get('gzip') === '1',
    gatherMs: Number(gather),
    credentials,
  }
}

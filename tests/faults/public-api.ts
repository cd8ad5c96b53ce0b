import type { CanvasId, CommittedOperation, UserId } from '@flowstate/engine'
import type {
  Canvas,
  CanvasStateAnswer,
  CreatedShare,
  ExchangeAnswer,
  LoginAnswer,
  OperationsPage,
  Verification,
} from '@flowstate/protocol'

/** Somebody who may write on a canvas. */
export interface Person {
  readonly userId: UserId
  readonly token: string
}

export interface SharedCanvas {
  readonly canvasId: CanvasId
  readonly owner: Person
  readonly shareToken: string
}

/** Calls a route and answers its body, null for none. Anything but success is an error that quotes the answer. */
export async function callApi<Body>(
  url: string,
  method: string,
  path: string,
  options: { readonly token?: string; readonly body?: object } = {},
): Promise<Body> {
  const { token, body } = options
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  const answer: Body = JSON.parse(text === '' ? 'null' : text)
  return answer
}

/** A guest with a canvas that anyone with the link may write on. */
export async function makeSharedCanvas(url: string): Promise<SharedCanvas> {
  const login = await callApi<LoginAnswer>(url, 'POST', '/auth/guest', { body: {} })
  const token = login.accessToken
  const path = `/workspaces/${login.workspaceId}/canvases`
  const canvas = await callApi<Canvas>(url, 'POST', path, { token, body: { name: 'Faults' } })
  const shares = `/canvases/${canvas.id}/shares`
  const share = await callApi<CreatedShare>(url, 'POST', shares, { token, body: { scope: 'edit' } })
  return { canvasId: canvas.id, owner: { userId: login.user.id, token }, shareToken: share.token }
}

/** A new guest with the right to write on the canvas. */
export async function joinByLink(url: string, canvas: SharedCanvas): Promise<Person> {
  const body = { token: canvas.shareToken }
  const answer = await callApi<ExchangeAnswer>(url, 'POST', '/shares/exchange', { body })
  return { userId: answer.user.id, token: answer.accessToken }
}

/** The whole log. Pages must not contradict each other about where they begin. */
export async function readLog(url: string, canvas: SharedCanvas): Promise<CommittedOperation[]> {
  const rows: CommittedOperation[] = []
  for (let since: number | null = 0; since !== null; ) {
    const path: string = `/canvases/${canvas.canvasId}/operations?since=${since}&limit=1000`
    const page: OperationsPage = await callApi(url, 'GET', path, { token: canvas.owner.token })
    rows.push(...page.items)
    if (page.nextSince !== null && page.items.at(-1)?.version !== page.nextSince) {
      throw new Error(`a page of ${path} does not end at its nextSince ${page.nextSince}`)
    }
    since = page.nextSince
  }
  return rows
}

export function readState(url: string, canvas: SharedCanvas, at?: number): Promise<CanvasStateAnswer> {
  const path = `/canvases/${canvas.canvasId}/state${at === undefined ? '' : `?at=${at}`}`
  return callApi(url, 'GET', path, { token: canvas.owner.token })
}

export function verifyLog(url: string, canvas: SharedCanvas): Promise<Verification> {
  return callApi(url, 'GET', `/canvases/${canvas.canvasId}/verify`, { token: canvas.owner.token })
}

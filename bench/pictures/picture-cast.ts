import { randomUUID } from 'node:crypto'
import type { CanvasId } from '@flowstate/engine'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { type BrowserContextOptions, request } from 'playwright-core'
import { callApi } from '../../tests/faults/public-api.ts'

/** What a browser keeps between visits. */
type BrowserState = Exclude<BrowserContextOptions['storageState'], undefined>

const password = 'a quiet harbour at night'
/** Less than a token lives: all groups take longer. */
const tokenMs = 10 * 60_000
/** What their browser calls itself in the list of devices. */
const userAgent =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** Somebody with an account who appears in pictures. Registered once, signed in wherever they are needed. */
export interface Actor {
  readonly name: string
  readonly login: LoginAnswer & { readonly workspaceId: string }
  readonly email: string
  readonly password: string
  /** What the REST interface knows them by; a new one in time. */
  token(): Promise<string>
  call<Answer>(method: string, path: string, body?: object): Promise<Answer>
  /** In their own workspace, unless another is named. */
  makeCanvas(name: string, workspaceId?: string): Promise<CanvasId>
  /** What a browser keeps of them: a login of its own for each. */
  browserState(): Promise<BrowserState>
}

/** The people of all pictures: a member who looks, and two who come by. */
export interface Cast {
  readonly ada: Actor
  readonly ben: Actor
  readonly cleo: Actor
}

/** Registers somebody. Names may come again: addresses are their own. */
export async function newActor(url: string, name: string): Promise<Actor> {
  const [first = name] = name.toLowerCase().split(' ')
  const email = `${first}-${randomUUID().slice(0, 4)}@example.org`
  const login = await callApi<Actor['login']>(url, 'POST', '/auth/register', {
    body: { email, password, displayName: name },
  })
  let fresh = { accessToken: login.accessToken, since: Date.now() }
  const token: Actor['token'] = async () => {
    if (Date.now() - fresh.since > tokenMs) {
      const { accessToken } = await callApi<LoginAnswer>(url, 'POST', '/auth/login', {
        body: { email, password },
      })
      fresh = { accessToken, since: Date.now() }
    }
    return fresh.accessToken
  }
  const call: Actor['call'] = async (method, path, body) =>
    callApi(url, method, path, { token: await token(), ...(body === undefined ? {} : { body }) })
  return {
    name,
    login,
    email,
    password,
    token,
    call,
    async makeCanvas(canvasName, workspaceId = login.workspaceId) {
      const path = `/workspaces/${workspaceId}/canvases`
      return (await call<Canvas>('POST', path, { name: canvasName })).id
    },
    async browserState() {
      const browser = await request.newContext({
        baseURL: url,
        extraHTTPHeaders: { 'x-flowstate-web': '1', origin: url },
        userAgent,
      })
      const answer = await browser.post('/api/v1/auth/login', { data: { email, password } })
      if (!answer.ok()) throw new Error(`${name} was not signed in: ${await answer.text()}`)
      const { cookies } = await browser.storageState()
      await browser.dispose()
      return {
        cookies,
        origins: [{ origin: url, localStorage: [{ name: 'flowstate.signedIn', value: 'true' }] }],
      }
    },
  }
}

/** Ben and Cleo are editors of the workspace of Ada, where all canvases are. */
export async function gatherCast(url: string): Promise<Cast> {
  const [ada, ben, cleo] = await Promise.all([
    newActor(url, 'Ada'),
    newActor(url, 'Ben'),
    newActor(url, 'Cleo'),
  ])
  for (const { login } of [ben, cleo])
    await ada.call('POST', `/workspaces/${ada.login.workspaceId}/members`, {
      userId: login.user.id,
      role: 'editor',
    })
  return { ada, ben, cleo }
}

import { randomUUID } from 'node:crypto'
import type { CanvasId, WorkspaceId } from '@flowstate/engine'
import type { Canvas, LoginAnswer, Role, Workspace } from '@flowstate/protocol'
import { type BrowserContextOptions, type Page, request } from 'playwright-core'
import { callApi } from '../faults/public-api.ts'
import type { BrowserRig } from './browser-rig.ts'
import type { Person } from './person.ts'

const password = 'a quiet harbour at night'

/** Somebody with an account, in front of the home pages and at the REST interface. */
export interface PersonAtHome extends Person {
  readonly login: LoginAnswer & { readonly workspaceId: WorkspaceId }
  call<Answer>(method: string, path: string, body?: object): Promise<Answer>
  makeCanvas(workspaceId: WorkspaceId, name: string): Promise<CanvasId>
  makeWorkspace(name: string, members?: readonly (readonly [PersonAtHome, Role])[]): Promise<WorkspaceId>
  go(path: string): Promise<void>
}

type SignedInBrowser = Exclude<BrowserContextOptions['storageState'], string | undefined>

/** What a browser has kept of somebody who signed in with it. */
async function signIn(url: string, email: string): Promise<SignedInBrowser> {
  const login = await request.newContext({
    baseURL: url,
    extraHTTPHeaders: { 'x-flowstate-web': '1', origin: url },
  })
  const signedIn = await login.post('/api/v1/auth/login', { data: { email, password } })
  if (!signedIn.ok()) throw new Error(`${email} was not signed in: ${await signedIn.text()}`)
  const { cookies } = await login.storageState()
  await login.dispose()
  const localStorage = [{ name: 'flowstate.signedIn', value: 'true' }]
  return { cookies, origins: [{ origin: url, localStorage }] }
}

/** Registers somebody and signs them in on a browser of their own. They look at their home. */
export async function registerAtHome(rig: BrowserRig, displayName: string): Promise<PersonAtHome> {
  const { url } = rig.server()
  const email = `${displayName.toLowerCase()}-${randomUUID()}@example.org`
  const body = { email, password, displayName }
  const login = await callApi<PersonAtHome['login']>(url, 'POST', '/auth/register', { body })
  const person = await rig.open(`${url}/home`, { storageState: await signIn(url, email) })
  const call: PersonAtHome['call'] = (method, path, sent) =>
    callApi(url, method, path, { token: login.accessToken, ...(sent === undefined ? {} : { body: sent }) })
  return {
    ...person,
    login,
    call,
    async makeCanvas(workspaceId, name) {
      return (await call<Canvas>('POST', `/workspaces/${workspaceId}/canvases`, { name })).id
    },
    async makeWorkspace(name, members = []) {
      const { id } = await call<Workspace>('POST', '/workspaces', { name })
      for (const [{ login: member }, role] of members)
        await call('POST', `/workspaces/${id}/members`, { userId: member.user.id, role })
      return id
    },
    async go(path) {
      await person.page.goto(`${url}${path}`)
    },
  }
}

/** Coming back to the tab: lists are read again. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
}

/** The card of a canvas, by its name. */
export function card(page: Page, name: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
}

export function canvasLink(page: Page, name: string) {
  return card(page, name).getByRole('link', { name, exact: true })
}

/** Opens the menu of a canvas and takes one of its verbs. */
export async function chooseFor(page: Page, name: string, verb: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: verb }).click()
}

/** The names of the canvases on the page, in their order. */
export function namesShown(page: Page): Promise<string[]> {
  return page.locator('[data-canvas-link]').allTextContents()
}

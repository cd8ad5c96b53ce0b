import { randomUUID } from 'node:crypto'
import type { Canvas, CreatedShare, ExchangeAnswer, LoginAnswer } from '@flowstate/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { callApi } from '../faults/public-api.ts'
import { launchChromium } from '../support/chromium.ts'
import { type ServerProcess, startServer } from '../support/server-process.ts'

/** Should any of these be read as more than text, it calls `canary`. */
const markup = '<img src=x onerror=canary()><svg onload=canary()><style>*{display:none}</style>'

let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

/** A canvas on which everything people can name or write is markup, and somebody of such a name sits at it. */
async function makeCanary(): Promise<{ readonly link: string; readonly leave: () => void }> {
  const { url } = server
  const email = `${randomUUID()}@example.org`
  const account = { email, password: randomUUID(), displayName: markup }
  const owner = await callApi<LoginAnswer>(url, 'POST', '/auth/register', { body: account })
  const token = owner.accessToken
  const post = <Body>(path: string, body: object) => callApi<Body>(url, 'POST', path, { token, body })
  const { id } = await post<Canvas>(`/workspaces/${owner.workspaceId}/canvases`, { name: markup })
  const shape = (shapeId: string, kind: string, more: object) => ({
    kind: 'create',
    shape: { id: shapeId, kind, position: [0, 0], text: markup, name: markup, ...more },
  })
  const changes = [
    shape('shape-box-00', 'rectangle', {
      size: [200, 100],
      link: `https://example.org/?${encodeURI(markup)}`,
    }),
    shape('shape-note-0', 'note', { size: [200, 100], position: [0, 150] }),
    shape('shape-text-0', 'text', { position: [0, 300] }),
    {
      kind: 'create',
      shape: { id: 'shape-frame0', kind: 'frame', name: markup, position: [300, 0], size: [99, 99] },
    },
  ]
  await post(`/canvases/${id}/operations`, { id: randomUUID(), label: markup, changes })
  await post(`/canvases/${id}/versions`, { name: markup, description: markup })
  const share = await post<CreatedShare>(`/canvases/${id}/shares`, { scope: 'edit' })
  const body = { token: share.token, displayName: markup }
  const other = await callApi<ExchangeAnswer>(url, 'POST', '/shares/exchange', { body })
  const address = `${url.replace('http', 'ws')}/api/v1/canvases/${id}/ws?protocol=1&token=${other.accessToken}`
  const socket = new WebSocket(address)
  await new Promise((resolve) => socket.once('message', resolve))
  socket.send(JSON.stringify({ type: 'cursor', x: 50, y: 50 }))
  return { link: `${url}/c/${id}#share=${share.token}`, leave: () => socket.terminate() }
}

/** Opens an address; `findings` are violations of the policy, errors and calls of the canary so far. */
async function visit(
  address: string,
): Promise<{ readonly page: Page; findings(): Promise<readonly string[]> }> {
  const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB' })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen, canary: () => seen.push('the canary sang') })
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
  await page.goto(address)
  const findings = async () => {
    const seen: unknown = await page.evaluate('seen')
    return [...errors, ...(Array.isArray(seen) ? seen.map(String) : ['no list of findings'])]
  }
  return { page, findings }
}

test('every dialog, menu and panel of the app works under the content policy, and markup is text in all of them', async () => {
  const { link, leave } = await makeCanary()
  const { page, findings } = await visit(link)
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  await page.getByText(markup, { exact: false }).first().waitFor({ state: 'attached' })
  expect(await findings()).toEqual([])

  const click = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
  await click('Menu')
  await page.getByRole('menu').waitFor()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  expect(await findings()).toEqual([])

  await click('More shapes')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })

  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await findings()).toEqual([])

  await click('History')
  await page.getByRole('slider', { name: 'Version' }).waitFor()
  await page.getByText(markup, { exact: false }).first().waitFor({ state: 'attached' })
  expect(await findings()).toEqual([])

  expect(await page.locator('img[src=x], svg[onload]').count()).toBe(0)
  leave()
  await page.close()
})

test('the share dialog of an owner works under the content policy', async () => {
  const { page, findings } = await visit(server.url)
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await findings()).toEqual([])
  expect(await page.locator('style').count()).toBe(0)
  await page.close()
})

test('inline code is refused by the policy, should it ever get into a page', async () => {
  const { page, findings } = await visit(server.url)
  await page.evaluate(() => {
    const image = document.createElement('div')
    image.innerHTML = '<img src="data:," onerror="canary()">'
    document.body.append(image)
    const script = document.createElement('script')
    script.textContent = 'canary()'
    document.body.append(script)
  })
  await page.waitForFunction('seen.length >= 2')
  const found = await findings()
  expect(found).not.toContain('the canary sang')
  expect(found.map((finding) => finding.split(' ')[0])).toEqual(
    expect.arrayContaining(['script-src-attr', 'script-src-elem']),
  )
  await page.close()
})

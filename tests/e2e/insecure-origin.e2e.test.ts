import { expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { useBrowserRig } from './browser-rig.ts'
import { drawRectangle } from './draw-on-page.ts'
import { openPage, saveState, whenSaved } from './person.ts'
import { whenOnDisk } from './stored-copies.ts'

/** A name that is not this computer's, over plain http: no secure context, as on a team's own network. */
const port = await freePort()
const origin = `http://board.test:${port}`
const rig = useBrowserRig({
  server: { port, env: { PUBLIC_URL: origin } },
  browserArguments: ['--host-resolver-rules=MAP board.test 127.0.0.1'],
})

test('over plain http on another name everything still works: drawing, sharing, undo, outbox', async () => {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const person = await rig.open(`${origin}/c/${canvas.canvasId}#share=${canvas.shareToken}`)
  await whenSaved(person)
  expect(await person.page.evaluate(() => window.isSecureContext)).toBe(false)
  await drawRectangle(person.page, { x: 300, y: 250 })
  await server.shapes(1)
  await person.page.keyboard.press('Control+z')
  await server.shapes(0)
  rig.expectOutages()
  await person.context.setOffline(true)
  await drawRectangle(person.page, { x: 480, y: 250 })
  await saveState(person.page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
  await person.context.setOffline(false)
  await server.shapes(1)
  await whenSaved(person)
})

test('CL3 over plain http a tab that is closed gives its queue free at once, also to a tab that is open', async () => {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const person = await rig.open(`${origin}/c/${canvas.canvasId}#share=${canvas.shareToken}`)
  const leases = (page: typeof person.page) =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('flowstate-client-')))
  await whenSaved(person)
  const other = await openPage(person.context, `${origin}/c/${canvas.canvasId}`)
  await saveState(other).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  expect(await leases(other)).toHaveLength(2)
  rig.expectOutages()
  await person.context.setOffline(true)
  await drawRectangle(person.page, { x: 480, y: 250 })
  await saveState(person.page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
  await whenOnDisk(person.page, 'rectangle')
  await person.page.close()
  expect(await leases(other)).toHaveLength(1)
  await person.context.setOffline(false)
  await server.shapes(1)
  await saveState(other).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
})

import { expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { useBrowserRig } from './browser-rig.ts'
import { drawRectangle } from './draw-on-page.ts'
import { saveState, whenSaved } from './person.ts'

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

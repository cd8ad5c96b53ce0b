import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { drawRectangle } from './draw-on-page.ts'
import { announced, onePerson } from './one-person.ts'
import { pasteOn } from './paste-on-page.ts'
import { saveState, whenSaved } from './person.ts'
import { box } from './put-shapes.ts'

/** Of its own, since it reads no more than this in one go. */
const rig = useBrowserRig({ server: { env: { LIMIT_FRAME_BYTES_MAX: '20000' } } })

/** Over 30,000 bytes on the wire. */
const tooMany = Array.from({ length: 300 }, (_, i) =>
  box(`many-${i}-`, (i % 20) * 30, Math.floor(i / 20) * 30),
)
const copied = (shapes: readonly object[]) => JSON.stringify({ flowstate: 1, middle: [300, 225], shapes })

describe('an edit that is too large for the wire', () => {
  test('CM8 is given up after a second try and can be copied; what was done around it is saved, and no socket is lost any more', async () => {
    const { canvas, page, person, server } = await onePerson(rig, [])
    const { context } = person
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    let sockets = 0
    page.on('websocket', () => {
      sockets += 1
    })
    await pasteOn(page, copied([box('small', 250, 0)]))
    await announced(person, 'Rectangle selected')
    await server.shapes(1)
    await whenSaved(person)
    rig.expectOutages()
    await context.setOffline(true)
    await saveState(page).filter({ hasText: 'Offline' }).waitFor()
    await drawRectangle(page, { x: 300, y: 540 })
    await pasteOn(page, copied(tooMany))
    await announced(person, '300 shapes selected')
    await drawRectangle(page, { x: 480, y: 540 })
    await saveState(page).filter({ hasText: 'Offline, 3 changes waiting' }).waitFor()
    await context.setOffline(false)
    const refused = page.getByRole('button', { name: '1 change could not be saved' })
    await refused.waitFor()
    await whenSaved(person)
    expect((await server.version(3)).shapes).toHaveLength(3)
    const needed = sockets
    expect(needed).toBeLessThanOrEqual(4)

    // It is no longer shown as if it were there, and goes on as ever.
    await page.keyboard.press('Control+a')
    await announced(person, '3 shapes selected')
    await page.keyboard.press('Escape')
    await drawRectangle(page, { x: 660, y: 540 })
    await server.shapes(4)
    await whenSaved(person)
    const ben = await rig.join(canvas)
    await drawRectangle(ben.page, { x: 840, y: 540 })
    await server.shapes(5)
    await whenSaved(person)
    expect(sockets).toBe(needed)

    await refused.click()
    const dialog = page.getByRole('dialog', { name: 'Could not be saved' })
    await dialog.getByText('The server could not read this change.').waitFor()
    await dialog.getByRole('button', { name: 'Copy all' }).click()
    await dialog.getByRole('button', { name: 'Copied' }).waitFor()
    const onClipboard: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
    const changes = tooMany.map(({ fill, kind, size }) => ({ kind: 'create', shape: { fill, kind, size } }))
    expect(onClipboard).toMatchObject([{ request: { type: 'operation', operation: { changes } } }])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    // Nor does it come back with the page.
    await page.reload()
    await whenSaved(person)
    await refused.waitFor()
    expect([sockets, (await server.state()).version]).toEqual([needed + 1, 5])
  })
})

import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { openPage, pictureOf, saveState, whenSaved } from './person.ts'
import { whenOnDisk } from './stored-copies.ts'

/** Of its own, since it is killed. */
const rig = useBrowserRig({ server: {}, installsApp: true })

describe('work survives', () => {
  test('CL3 the network away and back: what was drawn meanwhile is kept, counted, and sent', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    await drawRectangle(ada.page, { x: 300, y: 250 })
    await server.shapes(1)
    await ada.context.setOffline(true)
    await drawRectangle(ada.page, { x: 480, y: 250 })
    await drawRectangle(ada.page, { x: 660, y: 250 })
    await saveState(ada.page).filter({ hasText: 'Offline, 2 changes waiting' }).waitFor()
    await drawRectangle(ben.page, { x: 300, y: 450 })
    await server.shapes(2)
    await ada.context.setOffline(false)
    await whenSaved(ada)
    await server.shapes(4)
    expect((await server.state()).version).toBe(4)
  })

  test('CM3 CL3 kill -9 of the server: everything that was saved is there, and what was not is sent again', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    await drawRectangle(ada.page, { x: 300, y: 250 })
    await whenSaved(ada)
    const saved = (await server.state()).version
    rig.server().kill('SIGKILL')
    await saveState(ada.page).filter({ hasText: 'Offline' }).waitFor()
    await drawRectangle(ada.page, { x: 480, y: 250 })
    await saveState(ada.page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
    await rig.restartServer()
    expect((await server.state()).version).toBeGreaterThanOrEqual(saved)
    await whenSaved(ada)
    await server.shapes(2)
  })

  test('CL3 a tab closed with unsent edits: the next tab of the same person sends them', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    await drawRectangle(ada.page, { x: 300, y: 250 })
    await server.shapes(1)
    rig.server().kill('SIGKILL')
    await drawRectangle(ada.page, { x: 480, y: 250 })
    await saveState(ada.page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
    await ada.page.mouse.dblclick(360, 290)
    await ada.page.keyboard.type('first letters')
    await saveState(ada.page).filter({ hasText: 'Offline, 2 changes waiting' }).waitFor()
    await ada.page.keyboard.type(' and all the others')
    await ada.page.keyboard.press('Escape')
    await ada.page.getByRole('textbox', { name: 'Edit text' }).waitFor({ state: 'detached' })
    await whenOnDisk(ada.page, 'and all the others')
    await ada.page.close()
    await rig.restartServer()
    expect((await server.state()).shapes).toHaveLength(1)
    const next = await openPage(ada.context, `${rig.server().url}/c/${canvas.canvasId}`)
    await server.shapes(2)
    await eventually('every letter is there', async () =>
      (await server.state()).shapes.some(({ text }) => text === 'first letters and all the others'),
    )
    await saveState(next).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  })

  test('CL3 a tab closed with unsent edits beside another one: that one sends them', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    const other = await openPage(ada.context, `${rig.server().url}/c/${canvas.canvasId}`)
    await saveState(other).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    await drawRectangle(other, { x: 300, y: 250 })
    await server.shapes(1)
    rig.server().kill('SIGKILL')
    await drawRectangle(ada.page, { x: 480, y: 250 })
    await saveState(ada.page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
    await whenOnDisk(ada.page, 'rectangle')
    await ada.page.close()
    await saveState(other).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
    await rig.restartServer()
    await server.shapes(2)
    await saveState(other).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  })

  test('CL3 a note that grows while it is typed into without a server keeps every letter', async () => {
    rig.expectOutages()
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    const field = ada.page.getByRole('textbox', { name: 'Edit text' })
    const left = async () => {
      await ada.page.keyboard.press('Escape')
      await field.waitFor({ state: 'detached' })
    }
    const lines = Array.from({ length: 14 }, (_, i) => `line ${i + 1}`)
    await ada.page.keyboard.press('n')
    await ada.page.mouse.click(500, 300)
    await field.waitFor()
    await left()
    await server.shapes(1)
    rig.server().kill('SIGKILL')
    await saveState(ada.page).filter({ hasText: 'Offline' }).waitFor()
    await ada.page.keyboard.press('Enter')
    await field.waitFor()
    await ada.page.keyboard.type(lines.slice(0, 9).join('\n'))
    // The words, and the room for them.
    await saveState(ada.page)
      .filter({ hasText: /Offline, \d changes waiting/ })
      .waitFor()
    await ada.page.keyboard.type(`\n${lines.slice(9).join('\n')}`)
    await left()
    await whenOnDisk(ada.page, '[200,402]')
    await ada.page.close()
    await rig.restartServer()
    await openPage(ada.context, `${rig.server().url}/c/${canvas.canvasId}`)
    await eventually('it is there, as high as its words', async () => {
      const [note] = (await server.state()).shapes
      // Lines of 27, and 12 above and below.
      return note?.text === lines.join('\n') && JSON.stringify(note.size) === '[200,402]'
    })
  })

  test('CL1 a reload shows the same canvas', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    await drawRectangle(ada.page, { x: 300, y: 250 })
    await drawRectangle(ada.page, { x: 480, y: 330 })
    await server.shapes(2)
    await ada.page.keyboard.press('Shift+1')
    const before = await pictureOf(ada)
    await ada.page.reload()
    await whenSaved(ada)
    await ada.page.keyboard.press('Shift+1')
    // What is looked at is one picture at first, then tiles take its place; a line that ends at one is softer by a shade.
    await eventually('the canvas looks as before', async () => (await pictureOf(ada)) === before)
  })
})

import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { pasteOn } from './paste-on-page.ts'
import { lastRowSeen, pictureOf, saveState, whenSaved } from './person.ts'
import { box, change, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

const frame = { id: 'frame-000000', kind: 'frame', position: [280, 180], size: [320, 320] }
const inFrame = box('inside', 320, 240, { parentId: frame.id })
const alone = box('alone', 700, 250)

/** A frame with a box in it, another box, and a rectangle Ada has drawn herself, version 2. */
async function adaAtWork() {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const ada = await rig.join(canvas)
  await putShapes(rig.server().url, canvas, { shapes: [frame, inFrame, alone], seenBy: [ada] })
  await drawRectangle(ada.page, { x: 700, y: 500 })
  await server.version(2)
  const owner = async (changes: readonly object[], version: number) => {
    await change(rig.server().url, canvas, changes)
    await eventually('Ada sees it', () => lastRowSeen(ada)?.version === version)
  }
  return { canvas, server, ada, page: ada.page, owner }
}

/** Text as it lies on the clipboard, pasted onto the canvas. */
describe('while somebody else works on the same canvas', () => {
  test('a press and a key meet what has arrived, though no frame has shown it yet', async () => {
    const canvas = await rig.makeCanvas()
    const ada = await rig.join(canvas)
    const { page } = ada
    await page.evaluate(() => {
      window.requestAnimationFrame = () => 0
    })
    await putShapes(rig.server().url, canvas, { shapes: [alone], seenBy: [ada] })
    await page.mouse.click(750, 300)
    await page.keyboard.press('Delete')
    expect((await rig.onServer(canvas).version(2)).shapes).toEqual([])
  })

  test('a frame deleted by the other ends the drag of what is in it, and none of the other work is undone', async () => {
    const { server, ada, page, owner } = await adaAtWork()
    await drag(page, { x: 370, y: 290 }, { x: 400, y: 330 }, { release: false })
    await owner([{ kind: 'delete', ids: [frame.id] }], 3)
    await page.mouse.move(420, 350)
    await page.mouse.up()
    await whenSaved(ada)
    const { version, shapes } = await server.state()
    expect([version, shapes.length, shapes.some(({ id }) => id === alone.id)]).toEqual([3, 2, true])
    // What comes next is Ada's own rectangle.
    await page.keyboard.press('Control+z')
    expect((await server.shapes(1))[0]?.id).toBe(alone.id)
  })

  test('a shape deleted by the other while it is stretched ends the gesture', async () => {
    const { server, ada, page, owner } = await adaAtWork()
    await page.mouse.click(750, 300)
    await drag(page, { x: 800, y: 350 }, { x: 850, y: 400 }, { release: false })
    await owner([{ kind: 'delete', ids: [alone.id] }], 3)
    await page.mouse.move(870, 420)
    await page.mouse.up()
    await whenSaved(ada)
    const { version, shapes } = await server.state()
    expect([version, shapes.some(({ id }) => id === alone.id)]).toEqual([3, false])
  })

  test('what the other changes of a shape that is dragged sticks', async () => {
    const { server, page, owner } = await adaAtWork()
    await drag(page, { x: 750, y: 300 }, { x: 780, y: 330 }, { release: false })
    await owner([{ kind: 'update', id: alone.id, set: { fill: 'red', opacity: 0.5 } }], 3)
    await page.mouse.move(800, 360)
    await page.mouse.up()
    const { shapes } = await server.version(4)
    const moved = shapes.find(({ id }) => id === alone.id)
    expect(moved).toMatchObject({ position: [750, 310], fill: 'red', opacity: 0.5 })
  })
})

describe('what must not happen', () => {
  test('OP1 tools and selections make no operation', async () => {
    const { server, ada, page } = await adaAtWork()
    for (const key of ['h', 'r', 'd', 'o', 'a', 'l', 'p', 't', 'e', 'n', 'f', 'k', 'v'])
      await page.keyboard.press(key)
    await page.mouse.click(750, 300)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Escape')
    await drag(page, { x: 640, y: 200 }, { x: 860, y: 400 })
    await page.mouse.dblclick(370, 290)
    await page.keyboard.press('Escape')
    await whenSaved(ada)
    expect((await server.state()).version).toBe(2)
  })

  test('CL3 what was made and deleted offline does not come back, nor does what was deleted offline', async () => {
    const { canvas, server, ada, page } = await adaAtWork()
    const ben = await rig.join(canvas)
    rig.expectOutages()
    await ada.context.setOffline(true)
    await saveState(page).filter({ hasText: 'Offline' }).waitFor({ state: 'attached' })
    await drawRectangle(page, { x: 300, y: 550 })
    await page.mouse.click(300, 590)
    await page.keyboard.press('Delete')
    await page.mouse.click(750, 300)
    await page.keyboard.press('Delete')
    await saveState(page).filter({ hasText: '3 changes waiting' }).waitFor({ state: 'attached' })
    await ada.context.setOffline(false)
    await whenSaved(ada)
    const left = (await server.version(5)).shapes.map(({ id }) => id)
    expect(left).toHaveLength(3)
    expect(left).not.toContain(alone.id)
    await eventually('it reaches the other', () => lastRowSeen(ben)?.version === 5)
    await page.reload()
    await whenSaved(ada)
    expect((await server.state()).version).toBe(5)
  })

  test('SY3 a tab that was asleep for eight hours takes over what it missed and pushes nothing', async () => {
    const { canvas, server, ada, page } = await adaAtWork()
    const ben = await rig.join(canvas)
    rig.expectOutages()
    await page.clock.install()
    await page.reload()
    await whenSaved(ada)
    await page.mouse.click(750, 300)
    await ada.context.setOffline(true)
    await saveState(page).filter({ hasText: 'Offline' }).waitFor({ state: 'attached' })
    const { url } = rig.server()
    for (let x = 0; x < 10; x++)
      await change(url, canvas, [{ kind: 'update', id: alone.id, set: { position: [700 + x, 250] } }])
    await change(url, canvas, [{ kind: 'delete', ids: [frame.id] }])
    await page.clock.fastForward('08:00:00')
    await ada.context.setOffline(false)
    await whenSaved(ada)
    await eventually('Ada is at the head', () => lastRowSeen(ada)?.version === 13)
    await eventually('both see the same', async () => {
      for (const person of [ada, ben]) {
        await person.page.keyboard.press('Escape')
        await person.page.keyboard.press('Shift+1')
        await person.page.mouse.move(600, 20)
      }
      return (await pictureOf(ada)) === (await pictureOf(ben))
    })
    expect((await server.state()).version).toBe(13)
  })

  test('OP1 more than an operation holds is refused with a word, and everything goes on', async () => {
    const { server, ada, page } = await adaAtWork()
    let sockets = 0
    page.on('websocket', () => {
      sockets += 1
    })
    const shapes = Array.from({ length: 5_001 }, (_, i) => box(`many-${i}-`, i, i))
    await pasteOn(ada.page, JSON.stringify({ flowstate: 1, middle: [0, 0], shapes }))
    await page.getByText('an operation holds at most').waitFor()
    await drawRectangle(page, { x: 300, y: 550 })
    await whenSaved(ada)
    expect([(await server.version(3)).shapes.length, sockets]).toEqual([5, 0])
  })
})

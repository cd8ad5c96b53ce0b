import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { fingersOf, phone, tapTool } from './fingers-on-page.ts'
import { pictureOf } from './person.ts'

const rig = useBrowserRig()

async function setUp() {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas, phone)
  return { canvas, person, page: person.page, server: rig.onServer(canvas), fingers: await fingersOf(person) }
}

describe('by finger', () => {
  test('OP1 one draws, moves what is drawn, and takes both back', async () => {
    const { page, server, fingers } = await setUp()
    await tapTool(page, 'Rectangle')
    await fingers.glide({ from: { x: 80, y: 200 }, to: { x: 200, y: 300 } })
    const [drawn] = await server.shapes(1)
    expect(drawn).toMatchObject({ position: [80, 200], size: [120, 100] })
    // It is selected, and can be taken anywhere in it.
    await fingers.glide({ from: { x: 110, y: 250 }, to: { x: 150, y: 470 } })
    expect((await server.version(2)).shapes[0]?.position).toEqual([120, 420])
    await page.touchscreen.tap(320, 640)
    await page.getByRole('button', { name: 'Style', exact: true }).waitFor({ state: 'detached' })
    await page.touchscreen.tap(120, 450)
    await page.getByRole('button', { name: 'Style', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).tap()
    expect((await server.version(3)).shapes[0]?.position).toEqual([80, 200])
    await page.getByRole('button', { name: 'Undo' }).tap()
    await server.shapes(0)
  })

  test('two spread to zoom and glide to move the view, and draw nothing whatever the tool', async () => {
    const { page, person, server, fingers } = await setUp()
    await tapTool(page, 'Draw')
    const empty = await pictureOf(person)
    const spread = (left: number, right: number) => ({ from: { x: left, y: 560 }, to: { x: right, y: 560 } })
    await fingers.glide(spread(145, 95), spread(245, 295))
    await page.getByRole('button', { name: 'Zoom 200 %' }).waitFor()
    await fingers.glide(
      { from: { x: 100, y: 300 }, to: { x: 140, y: 360 } },
      { from: { x: 200, y: 300 }, to: { x: 240, y: 360 } },
    )
    expect(await pictureOf(person)).toBe(empty)
    // By key: Chromium makes no click of a tap that follows two fingers at once.
    await page.keyboard.press('r')
    await fingers.glide({ from: { x: 100, y: 300 }, to: { x: 180, y: 380 } })
    // The middle of the spread stayed where it was, 195 and 560; then the view went 40 to the right and 60 down.
    const [drawn] = await server.shapes(1)
    expect(drawn).toMatchObject({ position: [127.5, 400], size: [40, 40] })
    expect((await server.state()).version).toBe(1)
    await fingers.glide(spread(95, 170), spread(295, 220))
    await page.getByRole('button', { name: 'Zoom 50 %' }).waitFor()
  })
})

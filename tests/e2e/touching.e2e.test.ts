import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { fingersOf, penOf, phone, tapTool } from './fingers-on-page.ts'
import { pictureOf } from './person.ts'

const rig = useBrowserRig()

async function setUp() {
  const canvas = await rig.makeCanvas()
  const person = await rig.join(canvas, phone)
  return { canvas, person, page: person.page, server: rig.onServer(canvas), fingers: await fingersOf(person) }
}

describe('by finger', () => {
  test('OP1 one draws, moves what is drawn, and takes both back; a finger reaches further than a mouse', async () => {
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
    await page.touchscreen.tap(108, 450)
    await page.getByRole('button', { name: 'Style', exact: true }).waitFor()
    await page.mouse.click(108, 490)
    await page.getByRole('button', { name: 'Style', exact: true }).waitFor({ state: 'detached' })
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

describe('by pen', () => {
  test('a stroke has the pressure it was drawn with, whatever the hand does; a finger then moves the canvas', async () => {
    const { page, person, server, fingers } = await setUp()
    const pen = await penOf(person)
    await tapTool(page, 'Draw')
    // The hand comes first, and more of it while the pen draws.
    await fingers.rest({ x: 300, y: 600 })
    await pen.press({ x: 100, y: 200 }, 0.2)
    await fingers.rest({ x: 300, y: 600 }, { x: 330, y: 560 }, { x: 340, y: 620 })
    await pen.move({ x: 140, y: 240 }, 0.6)
    await pen.move({ x: 200, y: 200 }, 0.9)
    await pen.lift({ x: 200, y: 200 })
    await fingers.rest()
    const [stroke] = await server.shapes(1)
    expect(stroke).toMatchObject({ kind: 'stroke', position: [100, 200] })
    const points = Array.isArray(stroke?.points) ? stroke.points : []
    const weights = points.filter((_, i) => i % 3 === 2).map((weight) => Math.round(Number(weight) * 10) / 10)
    expect(weights).toEqual(expect.arrayContaining([0.2, 0.6, 0.9]))

    const before = await pictureOf(person)
    await fingers.glide({ from: { x: 200, y: 500 }, to: { x: 240, y: 560 } })
    expect(await pictureOf(person)).not.toBe(before)
    await pen.press({ x: 100, y: 400 }, 0.5)
    await pen.move({ x: 160, y: 400 }, 0.5)
    await pen.lift({ x: 160, y: 400 })
    const second = (await server.shapes(2)).find(({ id }) => id !== stroke?.id)
    expect(second?.position).toEqual([60, 340])
    expect((await server.state()).version).toBe(2)
  })
})

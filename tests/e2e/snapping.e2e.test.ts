import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { type CanvasOnServer, eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { drag, type Spot } from './draw-on-page.ts'
import { holding } from './hold-key.ts'
import { onePerson } from './one-person.ts'
import { whenSaved } from './person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

/** A wide box, and below it one that is dragged near the line of its left side. */
const setUp = () => onePerson(rig, [box('a', 500, 150, { size: [200, 100] }), box('b', 800, 450)])

/** Where `b` lies after an operation, and how large it is. */
async function placeAfter(server: CanvasOnServer, version: number) {
  const [, b] = (await server.version(version)).shapes
  return [b?.position, b?.size].map(String)
}

/** Between the two boxes, on the line of the left side of the upper one: only a guide is painted there, and it is red. */
async function isGuideSeen(page: Page): Promise<boolean> {
  const [red = 0, green = 0] = (await colourAt(page, { x: 500, y: 350 }, 'all')) ?? []
  return red > green + 40
}

const guideGone = (page: Page) => eventually('the guide is gone', async () => !(await isGuideSeen(page)))

/** A drag comes to a spot and is held there until a guide is seen. What came before the code for it snaps to nothing. */
async function guidedTo(page: Page, { x, y }: Spot): Promise<void> {
  await eventually('a guide is seen', async () => {
    await page.mouse.move(x, y + 1)
    await page.mouse.move(x, y)
    return isGuideSeen(page)
  })
}

/** Waits until the box that is dragged is seen at a spot. */
const seenAt = (page: Page, spot: Spot) =>
  eventually('the box is seen there', async () => {
    const [red = 0, , blue = 0] = (await colourAt(page, spot, 'all')) ?? []
    return blue > red + 20
  })

describe('snapping', () => {
  test('until it is asked for shapes go where they are put; Mod lines them up for as long as it is held', async () => {
    const { page, server } = await setUp()
    await drag(page, { x: 850, y: 500 }, { x: 554, y: 500 }, { release: false })
    await seenAt(page, { x: 530, y: 530 })
    await page.keyboard.down('Control')
    await guidedTo(page, { x: 554, y: 500 })
    await page.keyboard.up('Control')
    await guideGone(page)
    await page.mouse.move(554, 520)
    await seenAt(page, { x: 530, y: 565 })
    expect(await isGuideSeen(page)).toBe(false)
    await page.mouse.up()
    expect(await placeAfter(server, 2)).toEqual(['504,470', '100,100'])
    await holding(page, 'Control', () => drag(page, { x: 554, y: 520 }, { x: 555, y: 500 }))
    expect(await placeAfter(server, 3)).toEqual(['500,450', '100,100'])
    await guideGone(page)
  })

  test('Alt+S switches it on: what is moved or stretched lands in line, Mod lets it go, and the choice is kept', async () => {
    const { person, page, server } = await setUp()
    const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
    await page.keyboard.press('Alt+s')
    await says('Shapes snap to each other')
    await drag(page, { x: 850, y: 500 }, { x: 554, y: 500 }, { release: false })
    await guidedTo(page, { x: 554, y: 500 })
    await page.mouse.up()
    expect(await placeAfter(server, 2)).toEqual(['500,450', '100,100'])
    await guideGone(page)
    await drag(page, { x: 604, y: 500 }, { x: 699, y: 500 })
    expect(await placeAfter(server, 3)).toEqual(['500,450', '200,100'])
    await holding(page, 'Control', () => drag(page, { x: 640, y: 500 }, { x: 643, y: 520 }))
    expect(await placeAfter(server, 4)).toEqual(['503,470', '200,100'])

    await page.keyboard.press('Alt+s')
    await says('Shapes go where you put them')
    await drag(page, { x: 603, y: 520 }, { x: 605, y: 540 }, { release: false })
    await seenAt(page, { x: 580, y: 585 })
    expect(await isGuideSeen(page)).toBe(false)
    await page.mouse.up()
    expect(await placeAfter(server, 5)).toEqual(['505,490', '200,100'])

    await page.keyboard.press('Alt+s')
    await says('Shapes snap to each other')
    await page.reload()
    await whenSaved(person)
    await page.keyboard.press('Alt+s')
    await says('Shapes go where you put them')
  })
})

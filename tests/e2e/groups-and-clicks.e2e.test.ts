import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { type CanvasOnServer, eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { drag } from './draw-on-page.ts'
import { holding } from './hold-key.ts'
import { announced, onePerson } from './one-person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const setUp = (shapes: Parameters<typeof onePerson>[1]) => onePerson(rig, shapes)

const row = [box('a', 500, 300), box('b', 650, 300), box('c', 800, 300)]

/** How high the shapes of the row lie after an operation. */
async function topsAfter(server: CanvasOnServer, version: number) {
  const { shapes } = await server.version(version)
  return row.map(({ id }) => {
    const position = shapes.find((shape) => shape.id === id)?.position
    return Array.isArray(position) ? Number(position[1]) : undefined
  })
}

describe('groups in groups', () => {
  test('a click means the outermost, each double click goes one further in, and a member moves alone there', async () => {
    const { person, page, server } = await setUp(row)
    await page.mouse.click(550, 350)
    await holding(page, 'Shift', () => page.mouse.click(700, 350))
    await announced(person, '2 shapes selected')
    await page.keyboard.press('Control+g')
    await server.version(2)
    await holding(page, 'Shift', () => page.mouse.click(850, 350))
    await announced(person, '2 shapes selected')
    await page.keyboard.press('Control+g')
    const { shapes } = await server.version(3)
    const parentOf = (id: string | null | undefined) => shapes.find((shape) => shape.id === id)?.parentId
    const [inner, sameInner, outer] = row.map(({ id }) => parentOf(id))
    expect([sameInner, parentOf(inner), parentOf(outer)]).toEqual([inner, outer, null])
    await page.keyboard.press('Escape')
    await announced(person, 'Nothing selected')

    // Clicks at the same spot would be double clicks.
    await page.mouse.click(530, 330)
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 4)).toEqual([301, 301, 301])
    await page.mouse.dblclick(570, 370)
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 5)).toEqual([302, 302, 301])
    await page.mouse.dblclick(530, 370)
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 6)).toEqual([303, 302, 301])
    await drag(page, { x: 700, y: 350 }, { x: 700, y: 450 })
    expect(await topsAfter(server, 7)).toEqual([303, 402, 301])

    await page.mouse.click(900, 600)
    await announced(person, 'Nothing selected')
    await drag(page, { x: 550, y: 350 }, { x: 550, y: 360 })
    expect(await topsAfter(server, 8)).toEqual([313, 412, 311])
  })
})

describe('clicks', () => {
  test('Shift adds what is clicked or boxed to the selection and takes a clicked one out; without it all begins anew', async () => {
    const { person, page, server } = await setUp(row)
    const withShift = (work: () => Promise<void>) => holding(page, 'Shift', work)
    await page.mouse.click(550, 350)
    await announced(person, 'Rectangle selected')
    await withShift(() => page.mouse.click(700, 350))
    await announced(person, '2 shapes selected')
    await withShift(() => page.mouse.click(530, 330))
    await announced(person, 'Rectangle selected')
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 2)).toEqual([300, 301, 300])
    await withShift(() => drag(page, { x: 780, y: 240 }, { x: 930, y: 430 }))
    await announced(person, '2 shapes selected')
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 3)).toEqual([300, 302, 301])
    await drag(page, { x: 470, y: 240 }, { x: 630, y: 430 })
    await announced(person, 'Rectangle selected')
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 4)).toEqual([301, 302, 301])
    await page.mouse.click(730, 330)
    await page.keyboard.press('ArrowDown')
    expect(await topsAfter(server, 5)).toEqual([301, 303, 301])
  })

  test('inside a hollow shape they go through to what is below, or to nothing; its outline and a filling stop them', async () => {
    const { canvas, person, page } = await setUp([
      box('low', 550, 350, { kind: 'ellipse' }),
      box('hollow', 500, 300, { size: [400, 200], fill: 'none' }),
    ])
    await page.mouse.click(600, 400)
    await announced(person, 'Ellipse selected')
    await page.mouse.click(750, 450)
    await announced(person, 'Nothing selected')
    await page.mouse.click(500, 450)
    await announced(person, 'Rectangle selected')
    await page.mouse.click(750, 350)
    await announced(person, 'Nothing selected')
    const fill = [{ kind: 'update', id: 'hollow0000', set: { fill: 'green' } }]
    await change(rig.server().url, canvas, fill)
    await eventually('the filling is seen', async () => {
      const [red = 0, green = 0] = (await colourAt(page, { x: 750, y: 450 })) ?? []
      return green > red + 10
    })
    await page.mouse.click(750, 450)
    await announced(person, 'Rectangle selected')
    await page.keyboard.press('Escape')
    await announced(person, 'Nothing selected')
    await page.mouse.click(600, 400)
    await announced(person, 'Rectangle selected')
  })
})

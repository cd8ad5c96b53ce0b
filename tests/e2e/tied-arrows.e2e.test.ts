import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { drag, type Spot } from './draw-on-page.ts'
import { onePerson } from './one-person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const end = (id: string) => ({ shapeId: id.padEnd(10, '0'), anchor: [0.5, 0.5] })
const arrow = {
  id: 'arrow00000',
  kind: 'arrow',
  position: [400, 300],
  points: [0, 0, 300, 0],
  strokeWidth: 4,
  start: end('a'),
  end: end('b'),
}

test('OP6 a tied arrow goes along when its shape is moved and stretched, comes back with undo, and outlives it', async () => {
  const { page, canvas, server } = await onePerson(rig, [box('a', 300, 250), box('b', 700, 250), arrow])
  const isInked = async (spot: Spot) => Math.max(...((await colourAt(page, spot)) ?? [255])) < 120
  /** It leads from the middle of one shape to that of the other: halfway it is here. */
  const leadsBy = (what: string, spot: Spot) => eventually(what, () => isInked(spot))

  await leadsBy('it is there', { x: 550, y: 300 })
  await drag(page, { x: 330, y: 330 }, { x: 330, y: 530 })
  await server.version(2)
  await leadsBy('it has gone along', { x: 550, y: 400 })
  expect(await isInked({ x: 550, y: 300 })).toBe(false)
  await drag(page, { x: 404, y: 554 }, { x: 504, y: 654 })
  expect((await server.version(3)).shapes.find(({ id }) => id.startsWith('a0'))?.size).toEqual([200, 200])
  await leadsBy('it leads to the new middle', { x: 575, y: 425 })
  expect(await isInked({ x: 550, y: 400 })).toBe(false)
  await page.keyboard.press('Control+z')
  await leadsBy('it is back where the shape was moved to', { x: 550, y: 400 })
  await page.keyboard.press('Control+z')
  await leadsBy('it is where it began', { x: 550, y: 300 })

  await change(rig.server().url, canvas, [{ kind: 'delete', ids: [end('b').shapeId] }])
  await eventually('what it led to is gone', async () => {
    const [red = 0, , blue = 255] = (await colourAt(page, { x: 780, y: 330 })) ?? []
    return blue < red + 5
  })
  expect(await isInked({ x: 550, y: 300 })).toBe(true)
  await drag(page, { x: 330, y: 330 }, { x: 330, y: 530 })
  await leadsBy('its other end is still tied', { x: 525, y: 400 })
})

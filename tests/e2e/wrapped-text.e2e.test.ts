import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag } from './draw-on-page.ts'
import { announced, onePerson } from './one-person.ts'

const rig = useBrowserRig()

const words = 'Some words that are wider than high'

describe('free texts', () => {
  test('OP1 a side pulled in breaks the lines of a text, a double click on it makes it as wide as they are', async () => {
    const text = { id: 'text000000', kind: 'text', position: [400, 300], text: words }
    const { page, person, server } = await onePerson(rig, [text])
    const fields = page.getByRole('group', { name: 'Position and size' })
    const number = async (name: string) => Number(await fields.getByLabel(name).inputValue())
    await page.mouse.click(420, 314)
    await announced(person, 'Some words')
    const [wide, low] = [await number('Width'), await number('Height')]
    const middle = 300 + low / 2

    await drag(page, { x: 400 + wide + 4, y: middle }, { x: 400 + wide + 4 - 150, y: middle })
    const { shapes } = await server.version(2)
    expect(shapes[0]?.width).toBeCloseTo(wide - 150, 0)
    expect(shapes[0]?.position).toEqual([400, 300])
    await eventually('it has more lines', async () => (await number('Height')) > 1.5 * low)

    await page.mouse.dblclick(400 + wide + 4 - 150, 300 + (await number('Height')) / 2)
    expect((await server.version(3)).shapes[0]).not.toHaveProperty('width')
    await eventually('it has one line', async () => (await number('Height')) === low)
    expect(await number('Width')).toBe(wide)
  })

  test('the left side moves the words along, and the right one stays', async () => {
    const text = { id: 'text000000', kind: 'text', position: [400, 300], text: words, width: 300 }
    const { page, person, server } = await onePerson(rig, [text])
    await page.mouse.click(420, 314)
    await announced(person, 'Some words')
    await drag(page, { x: 396, y: 314 }, { x: 496, y: 314 })
    const [shape] = (await server.version(2)).shapes
    expect(shape?.width).toBeCloseTo(200, 0)
    expect(shape?.position).toEqual([expect.closeTo(500, 0), 300])
  })
})

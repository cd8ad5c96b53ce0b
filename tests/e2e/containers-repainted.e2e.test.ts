import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import type { Colour } from './canvas-pixels.ts'
import { paper, seesColours } from './colours-on-page.ts'
import { announced, onePerson } from './one-person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const red: Colour = [200, 30, 40]
const blue: Colour = [30, 80, 220]
const frame = { id: 'frame00000', kind: 'frame', position: [300, 250], size: [300, 250], name: 'Plan' }
const group = { id: 'group00000', kind: 'group' }
const inGroup = { fill: '#c81e28', parentId: group.id }
const grouped = [group, box('a', 400, 300, inGroup), box('b', 700, 300, inGroup)]

describe('what changes with the container it is in is painted anew', () => {
  test('what a frame cuts off comes back when it no longer cuts, and goes when it does', async () => {
    const child = box('child', 540, 300, { fill: '#c81e28', parentId: frame.id })
    const { canvas, person } = await onePerson(rig, [frame, child])
    const out = { x: 630, y: 330 }
    const clips = (clip: boolean) =>
      change(rig.server().url, canvas, [{ kind: 'update', id: frame.id, set: { clip } }])
    await seesColours(person, [[out, paper]])
    await clips(false)
    await seesColours(person, [[out, red]])
    await clips(true)
    await seesColours(person, [[out, paper]])
  })

  test('a group brought to the front covers what covered it', async () => {
    const over = box('over', 440, 340, { fill: '#1e50dc' })
    const { person, page, server } = await onePerson(rig, [...grouped, over])
    const both = { x: 460, y: 360 }
    await seesColours(person, [[both, blue]])
    await page.mouse.click(750, 350)
    await announced(person, 'Group selected')
    await page.keyboard.press('Control+Shift+]')
    await server.version(2)
    await seesColours(person, [[both, red]])
  })

  test('a group put into a frame in the list of layers is cut off by it', async () => {
    const { person, page, server } = await onePerson(rig, [...grouped, frame])
    await seesColours(person, [[{ x: 750, y: 350 }, red]])
    await page.keyboard.press('Alt+l')
    const layers = page.getByRole('region', { name: 'Layers' })
    await layers.getByRole('button', { name: 'Group', exact: true }).press('Alt+ArrowRight')
    await eventually('it is in the frame', async () =>
      (await server.state()).shapes.some(({ kind, parentId }) => kind === 'group' && parentId === frame.id),
    )
    await seesColours(person, [
      [{ x: 450, y: 330 }, red],
      [{ x: 750, y: 350 }, paper],
    ])
  })
})

test('a click on the part of a shape that its frame cuts off does not choose it', async () => {
  const child = box('child', 540, 300, { fill: '#c81e28', parentId: frame.id, text: 'Child' })
  const { person, page } = await onePerson(rig, [frame, child, box('other', 750, 300, { text: 'Other' })])
  await seesColours(person, [[{ x: 620, y: 330 }, paper]])
  await page.mouse.click(780, 330)
  await announced(person, 'Rectangle “Other” selected')
  const said = async () => (await page.locator('[aria-live=polite]').allInnerTexts()).join()
  await page.mouse.click(620, 330)
  await eventually('the other is not selected any more', async () => !(await said()).includes('Other'))
  expect(await said()).not.toContain('Child')
})

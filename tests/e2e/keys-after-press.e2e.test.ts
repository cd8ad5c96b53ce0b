import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag } from './draw-on-page.ts'
import { announced, onePerson } from './one-person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

test('after a press on a button with the pointer the keys are those of the canvas, with the keyboard they are its own', async () => {
  const { person, page, server } = await onePerson(rig, [box('a', 400, 300)])
  const panel = page.getByRole('region', { name: 'Style', exact: true })
  const radio = (group: string, name: string) =>
    panel.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true })
  const named = (name: string) => page.getByRole('button', { name, exact: true })
  const first = async () => (await server.state()).shapes[0]
  const field = page.getByRole('textbox', { name: 'Edit text' })

  // A tool: Space pans with it, it draws only afterwards.
  await named('Rectangle').click()
  await page.keyboard.down(' ')
  await drag(page, { x: 800, y: 500 }, { x: 860, y: 540 })
  await page.keyboard.up(' ')
  await named('Rectangle').and(page.locator('[aria-pressed=true]')).waitFor()
  await page.keyboard.press('v')
  await page.mouse.click(510, 390)
  await announced(person, 'Rectangle selected')
  expect((await server.state()).version).toBe(1)

  // A colour: arrow keys move the shape, Enter opens its text.
  await radio('Stroke', 'red').click()
  await radio('Stroke', 'red').and(page.locator('[aria-checked=true]')).waitFor()
  await page.keyboard.press('ArrowRight')
  await eventually('the shape has moved', async () => String((await first())?.position) === '401,300')
  expect((await first())?.stroke).toBe('red')
  await named('Zoom in').click()
  await page.keyboard.press('Enter')
  await field.fill('words')
  await field.press('Escape')
  await announced(person, 'Rectangle “words” selected')
  await page.keyboard.press('Shift+0')

  // Tab goes on from the button, and whoever has come by keyboard chooses and presses with it.
  await radio('Stroke', 'red').click()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await page.locator('[role=radio][aria-label=red]:focus').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.locator('[role=radio][aria-label=orange][aria-checked=true]:focus').waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  await page.locator('[role=radio][aria-label=grey][aria-checked=true]:focus').waitFor()
  await eventually('the colour is saved', async () => (await first())?.stroke === 'grey')
  expect((await first())?.position).toEqual([401, 300])
  await panel.getByRole('button', { name: 'Fill: own colour' }).focus()
  await page.keyboard.press(' ')
  const own = panel.getByRole('radiogroup', { name: 'Fill: own colour' })
  await own.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await own.locator('[aria-label="#faebbd"][aria-checked=true]:focus').waitFor()
  await panel.getByRole('button', { name: 'Delete' }).focus()
  await page.keyboard.press('Enter')
  await server.shapes(0)
})

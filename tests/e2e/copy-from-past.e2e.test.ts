import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { phone } from './fingers-on-page.ts'
import { onePerson } from './one-person.ts'
import { box, change, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

/** A canvas on which something is gone, looked at as it was when that was there. */
async function openPast(page: Page, gone: { readonly x: number; readonly y: number }): Promise<void> {
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('slider', { name: 'Version' }).press('Home')
  await page.getByText('Version 1 of 2').waitFor()
  await eventually('what was there is seen', async () => {
    const [red = 255, green = 255, blue = 255] = (await colourAt(page, gone)) ?? []
    return Math.min(red, green, blue) < 240
  })
}

const gone = [{ kind: 'delete', ids: ['green00000'] }]
const shapes = [box('blue', 300, 250), box('green', 600, 250, { fill: 'green', text: 'Once here' })]

describe('copying out of the past', () => {
  test('what was deleted is selected in an older version, copied and pasted onto the canvas as it is now', async () => {
    const { page, canvas, server } = await onePerson(rig, shapes)
    await change(rig.server().url, canvas, gone)
    await openPast(page, { x: 620, y: 330 })
    await page.getByRole('button', { name: 'Select shapes of this version' }).click()
    await page.mouse.click(620, 330)
    await page.getByRole('button', { name: 'Copy', exact: true }).waitFor()
    await page.keyboard.press('Control+c')
    await page.getByText('Copied. Close the history and paste it.').waitFor()
    await page.getByRole('region', { name: 'History' }).getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await page.keyboard.press('Control+v')
    const [first, second] = await server.shapes(2)
    const pasted = first?.fill === 'green' ? first : second
    expect(pasted).toMatchObject({ kind: 'rectangle', fill: 'green', text: 'Once here', size: [100, 100] })
    expect(pasted?.id).not.toBe('green00000')
  })

  test('Escape takes back the selection, then the tool, then closes the history; all can be selected by key', async () => {
    const { page, canvas } = await onePerson(rig, shapes)
    await change(rig.server().url, canvas, gone)
    await openPast(page, { x: 620, y: 330 })
    const select = page.getByRole('button', { name: 'Select shapes of this version' })
    const copy = page.getByRole('button', { name: 'Copy', exact: true })
    await page.mouse.click(800, 150)
    await page.keyboard.press('Control+a')
    await copy.waitFor()
    expect(await select.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Escape')
    await copy.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    expect(await select.getAttribute('aria-pressed')).toBe('false')
    await page.keyboard.press('Escape')
    await page.getByRole('slider', { name: 'Version' }).waitFor({ state: 'detached' })
  })

  test('with fingers: a button to select, a tap, a button to copy', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas, phone)
    await putShapes(rig.server().url, canvas, { shapes: [box('blue', 100, 200)], seenBy: [person] })
    await change(rig.server().url, canvas, [{ kind: 'delete', ids: ['blue000000'] }])
    const { page } = person
    await openPast(page, { x: 150, y: 250 })
    await page.getByRole('button', { name: 'Select shapes of this version' }).tap()
    await page.touchscreen.tap(150, 250)
    await page.getByRole('button', { name: 'Copy', exact: true }).tap()
    await page.getByText('Copied. Close the history and paste it.').waitFor()
  })
})

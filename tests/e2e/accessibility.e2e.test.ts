import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from './axe-findings.ts'
import { useBrowserRig } from './browser-rig.ts'
import { drawRectangle } from './draw-on-page.ts'
import { dropFiles } from './images-on-page.ts'
import { whenSaved } from './person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const faces = [
  {
    name: 'a desktop in the light',
    options: { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  },
  { name: 'a desktop in the dark', options: { colorScheme: 'dark', viewport: { width: 1440, height: 900 } } },
  {
    name: 'a phone in the light',
    options: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true },
  },
  {
    name: 'a phone in the dark',
    options: { colorScheme: 'dark', viewport: { width: 390, height: 844 }, hasTouch: true },
  },
] as const

describe.each(faces)('axe finds nothing on $name', ({ options }) => {
  test('on a canvas, its panels, dialogs and its past', async () => {
    const person = await rig.open(rig.server().url, options)
    const { page } = person
    await whenSaved(person)
    expect(await axeFindings(page)).toEqual([])
    await drawRectangle(page, { x: 250, y: 250 })
    await page.keyboard.press('Control+a')
    await whenSaved(person)
    expect(await axeFindings(page)).toEqual([])
    const opened = async (open: () => Promise<void>, role: 'dialog' | 'menu' = 'dialog') => {
      await open()
      const layer = page.getByRole(role).first()
      await layer.waitFor()
      expect(await axeFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await layer.waitFor({ state: 'detached' })
    }
    const click = (name: string) => () => page.getByRole('button', { name, exact: true }).first().click()
    await opened(click('Menu'), 'menu')
    await opened(click('Share'))
    await opened(() => page.keyboard.press('?'))
    await opened(() => page.keyboard.press('Control+k'))
    await click('History')()
    await page.getByRole('slider', { name: 'Version' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('on what is opened now and then: search, map, slides, export, what came in, the menu of a selection', async () => {
    const canvas = await rig.makeCanvas()
    const frame = { id: 'frame-one-0', kind: 'frame', position: [0, 0], size: [300, 200], name: 'Plan' }
    const shapes = [frame, box('words', 40, 40, { text: 'One word' })]
    await change(
      rig.server().url,
      canvas,
      shapes.map((shape) => ({ kind: 'create', shape })),
    )
    const { page } = await rig.join(canvas, options)
    const findings = async (place: string) =>
      expect({ place, findings: await axeFindings(page) }).toEqual({ place, findings: [] })
    const stage = page.getByRole('application')
    await page.keyboard.press('Control+f')
    await page.getByRole('searchbox').fill('word')
    await page.getByText('1 of 1').waitFor()
    await findings('search')
    await page.getByRole('searchbox').fill('nowhere')
    await page.getByText('Nothing found').waitFor()
    await findings('search without a find')
    await page.keyboard.press('Escape')
    await stage.focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('m')
    await page.getByRole('img', { name: 'Map of the canvas' }).waitFor()
    await findings('map')
    await page.keyboard.press('m')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Alt+l')
    const layers = page.getByRole('region', { name: 'Layers' })
    await layers.getByRole('button', { name: 'Frame “Plan”', exact: true }).waitFor()
    await findings('layers')
    await layers.getByRole('button', { name: 'Close layers' }).click()
    await layers.waitFor({ state: 'detached' })
    await stage.focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+P')
    await page.getByText('Slide 1 of 1').waitFor()
    await findings('slides')
    await page.keyboard.press('Escape')
    await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
    await page.keyboard.press('Alt+z')
    await page.getByRole('button', { name: 'Bring the tools back' }).waitFor()
    await findings('focus mode')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+E')
    await page.getByRole('dialog').getByRole('img', { name: 'Preview' }).waitFor()
    await findings('export')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const strange = {
      type: 'excalidraw',
      version: 2,
      elements: [{ id: 'e', type: 'embeddable', x: 0, y: 900, width: 90, height: 60 }],
    }
    await dropFiles(page, { x: 200, y: 400 }, [
      { name: 'plan.excalidraw', type: '', bytes: Buffer.from(JSON.stringify(strange)) },
    ])
    await page.getByRole('dialog', { name: 'What came in' }).waitFor()
    await findings('what came in')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await stage.focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menu').waitFor()
    await findings('menu of the selection')
  })

  test('on every other page', async () => {
    const person = await rig.open(rig.server().url, options)
    const { page } = person
    await whenSaved(person)
    const workspace = await firstWorkspace(page)
    // Two of the pages say that there is nothing here.
    rig.expectOutages()
    for (const path of [
      '/home',
      `/w/${workspace}`,
      `/w/${workspace}/members`,
      `/w/${workspace}/trash`,
      '/w/01a20000-0000-7000-8000-000000000000',
      '/sign-in',
      '/register',
      '/forgot',
      '/reset',
      '/reset#token=none',
      '/c/01a20000-0000-7000-8000-000000000000',
      '/account',
    ]) {
      await page.goto(new URL(path, rig.server().url).href)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect({ path, findings: await axeFindings(page) }).toEqual({ path, findings: [] })
    }
  })
})

/** The workspace the home page links to. */
async function firstWorkspace(page: Page): Promise<string> {
  await page.goto(new URL('/home', rig.server().url).href)
  const link = page.locator('a[href^="/w/"]').first()
  await link.waitFor({ state: 'attached' })
  return (await link.getAttribute('href'))?.split('/')[2] ?? ''
}

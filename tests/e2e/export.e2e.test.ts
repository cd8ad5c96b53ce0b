import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings } from './axe-findings.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { dropFiles, plainPng } from './images-on-page.ts'
import { whenSaved } from './person.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()
const middle = { x: 600, y: 400 }

async function setUp() {
  const canvas = await rig.makeCanvas()
  const ada = await rig.join(canvas)
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const shapes = [
    { ...box('a', 300, 300), fill: 'blue', text: 'First' },
    { ...box('b', 600, 300), fill: 'red' },
  ]
  await putShapes(rig.server().url, canvas, { shapes, seenBy: [ada] })
  return { canvas, ada, page: ada.page, server: rig.onServer(canvas) }
}

async function openExport(page: Page) {
  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.waitFor()
  return dialog
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

/** Width, height and the colour of a pixel of a PNG, as the browser reads it. */
function pixelsOf(page: Page, png: Buffer, at: readonly [number, number]) {
  return page.evaluate(
    async ({ base64, x, y }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const sheet = document.createElement('canvas')
      sheet.width = bitmap.width
      sheet.height = bitmap.height
      const context = sheet.getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      return {
        width: bitmap.width,
        height: bitmap.height,
        colour: [...(context?.getImageData(x, y, 1, 1).data ?? [])],
      }
    },
    { base64: png.toString('base64'), x: at[0], y: at[1] },
  )
}

describe('taking drawings out', () => {
  test('a PNG in the size asked for, clear where nothing is, and in the colours for the dark', async () => {
    const { page } = await setUp()
    const dialog = await openExport(page)
    await dialog.getByRole('img', { name: 'Preview' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    const download = async () => {
      const waiting = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Download' }).click()
      return waiting
    }
    await dialog.getByRole('radio', { name: '1×' }).click()
    const plain = await pixelsOf(page, await contentOf(await download()), [2, 2])
    await dialog.getByRole('radio', { name: 'Dark' }).click()
    const dark = await contentOf(await download())
    await dialog.getByRole('radio', { name: 'Light' }).click()
    await dialog.getByRole('radio', { name: '3×' }).click()
    await dialog.getByRole('switch', { name: 'Background' }).click()
    const clear = await pixelsOf(page, await contentOf(await download()), [2, 2])
    expect(plain.colour).toEqual([252, 252, 251, 255])
    // Around the boxes of 100 there is the same margin on all sides, and half of their line.
    const { width, height } = plain
    const inDark = async (x: number, y: number) => (await pixelsOf(page, dark, [x, y])).colour
    expect(await inDark(2, 2)).toEqual([0x15, 0x17, 0x1b, 255])
    expect(await inDark((width - 400) / 2 + 10, height / 2 + 30)).toEqual([0x20, 0x33, 0x5a, 255])
    expect(await inDark(width - (width - 400) / 2 - 10, height / 2)).toEqual([0x4b, 0x27, 0x25, 255])
    expect(clear.colour).toEqual([0, 0, 0, 0])
    expect([clear.width, clear.height]).toEqual([plain.width * 3, plain.height * 3])
  })

  test('a picture with the drawing inside is dropped back as shapes; one without is an image', async () => {
    const { page, server } = await setUp()
    await dropFiles(page, middle, [
      { name: 'field.png', type: 'image/png', bytes: plainPng(80, 40, [20, 200, 60]) },
    ])
    await server.shapes(3)
    await page.keyboard.press('Escape')
    const dialog = await openExport(page)
    await dialog.getByRole('switch', { name: 'Put the drawing inside' }).click()
    for (const format of ['PNG', 'SVG', 'JSON']) {
      await dialog.getByRole('radio', { name: format }).click()
      const waiting = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Download' }).click()
      const download = await waiting
      const bytes = await contentOf(download)
      const other = await rig.makeCanvas()
      const ben = await rig.join(other)
      const type = format === 'PNG' ? 'image/png' : format === 'SVG' ? 'image/svg+xml' : 'application/json'
      await dropFiles(ben.page, middle, [{ name: download.suggestedFilename(), type, bytes }])
      const shapes = await rig.onServer(other).shapes(3)
      expect(shapes.map(({ kind }) => kind).sort()).toEqual(['image', 'rectangle', 'rectangle'])
      expect(shapes.find(({ text }) => text === 'First')).toMatchObject({
        position: [300, 300],
        fill: 'blue',
      })
      await whenSaved(ben)
    }
  })

  test('an SVG of the selection has its text as text and nothing of the others, in light and in dark', async () => {
    const { page } = await setUp()
    await page.mouse.click(350, 302)
    const dialog = await openExport(page)
    await dialog.getByRole('radio', { name: 'SVG' }).click()
    const download = async () => {
      const waiting = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Download' }).click()
      return (await contentOf(await waiting)).toString()
    }
    const coloursOf = (svg: string) =>
      [...svg.matchAll(/ (?:fill|stroke)="(#[0-9a-f]{6})"/g)].map(([, is]) => is)
    const svg = await download()
    expect(svg).toContain('>First</text>')
    expect(coloursOf(svg)).toEqual(['#fcfcfb', '#dfeaff', '#1f2329', '#1f2329'])
    await dialog.getByRole('radio', { name: 'Dark' }).click()
    const dark = await download()
    expect(dark).toContain('>First</text>')
    expect(coloursOf(dark)).toEqual(['#15171b', '#20335a', '#e8eaee', '#e8eaee'])
  })

  test('a PDF comes from the server', async () => {
    const { page } = await setUp()
    const dialog = await openExport(page)
    await dialog.getByRole('radio', { name: 'PDF' }).click()
    const waiting = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Download' }).click()
    expect((await contentOf(await waiting)).toString('latin1')).toMatch(/^%PDF-1\.7/)
  })

  test('the selection is copied as PNG and as SVG', async () => {
    const { page } = await setUp()
    await page.mouse.click(350, 302)
    await page.keyboard.press('Shift+Alt+C')
    await page.getByRole('status').filter({ hasText: 'Copied as PNG' }).waitFor()
    const size = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const bitmap = await createImageBitmap((await item?.getType('image/png')) ?? new Blob())
      return bitmap.width
    })
    expect(size).toBeGreaterThan(200)
    expect(size).toBeLessThan(400)
    await page.mouse.click(350, 350, { button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy as', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Copy as SVG' }).click()
    await eventually('the SVG is on the clipboard', async () =>
      (await page.evaluate(() => navigator.clipboard.readText())).startsWith('<svg'),
    )
  })
})

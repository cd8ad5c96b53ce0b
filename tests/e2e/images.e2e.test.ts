import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { type Colour, colourAt } from './canvas-pixels.ts'
import { chooseTool } from './draw-on-page.ts'
import { dropFiles, lyingOnItsSide, plainPng } from './images-on-page.ts'
import { pasteOn } from './paste-on-page.ts'
import { type Person, whenSaved } from './person.ts'

const rig = useBrowserRig()

const green: Colour = [20, 200, 60]
const red: Colour = [220, 30, 40]
const png = (name: string, colour: Colour, width = 200, height = 120) => ({
  name,
  type: 'image/png',
  bytes: plainPng(width, height, colour),
})
const middle = { x: 600, y: 400 }

async function expectColour({ page }: Person, at: { x: number; y: number }, colour: Colour): Promise<void> {
  let seen: Colour | undefined
  const what = () => `the colour ${colour.join()} at ${at.x}, ${at.y}, not ${seen?.join()}`
  await eventually(what, async () => {
    seen = await colourAt(page, at)
    return seen?.every((value, i) => Math.abs(value - (colour[i] ?? 0)) < 6) === true
  })
}

describe('images', () => {
  test('a file dropped by one is seen by the other, in its pixels, and after a reload; so is a picture pasted by key', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    await dropFiles(ada.page, middle, [png('field.png', green)])
    const [shape] = await server.shapes(1)
    expect(shape).toMatchObject({
      kind: 'image',
      size: [200, 120],
      assetId: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    for (const person of [ada, ben]) await expectColour(person, { x: 690, y: 450 }, green)
    await ben.page.reload()
    await whenSaved(ben)
    await expectColour(ben, middle, green)

    await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await ada.page.evaluate(
      async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        const picture = new Blob([bytes], { type: 'image/png' })
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
      },
      plainPng(100, 60, red).toString('base64'),
    )
    await ada.page.keyboard.press('Control+v')
    const pasted = (await server.shapes(2)).find(({ id }) => id !== shape?.id)
    expect(pasted).toMatchObject({ kind: 'image', position: [550, 370], size: [100, 60] })
    expect(pasted?.assetId).not.toBe(shape?.assetId)
    for (const person of [ada, ben]) await expectColour(person, middle, red)
    const kept = await fetch(
      `${rig.server().url}/api/v1/canvases/${canvas.canvasId}/assets/${pasted?.assetId}`,
      { headers: { authorization: `Bearer ${canvas.owner.token}` } },
    )
    expect([kept.status, kept.headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  test('several files at once lie side by side as one operation, which is undone as one', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    await dropFiles(ada.page, middle, [png('left.png', green), png('right.png', red)])
    await server.shapes(2)
    expect((await server.state()).version).toBe(1)
    await expectColour(ada, { x: 500, y: 400 }, green)
    await expectColour(ada, { x: 700, y: 400 }, red)
    await whenSaved(ada)
    await ada.page.keyboard.press('Control+z')
    await server.shapes(0)
    await ada.page.keyboard.press('Control+Shift+z')
    await server.shapes(2)
    await expectColour(ada, { x: 700, y: 400 }, red)
  })

  test('the image tool opens the choice of files; a photograph is turned upright, a copy has the same picture', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    const jpeg = await ada.page.evaluate(() => {
      const sheet = document.createElement('canvas')
      sheet.width = 300
      sheet.height = 200
      const context = sheet.getContext('2d')
      if (context === null) throw new Error('no context')
      context.fillStyle = 'rgb(220 30 40)'
      context.fillRect(0, 0, 300, 200)
      return sheet.toDataURL('image/jpeg', 1).split(',')[1] ?? ''
    })
    const chooser = ada.page.waitForEvent('filechooser')
    await chooseTool(ada.page, 'Image')
    const file = {
      name: 'photo.jpg',
      mimeType: 'image/jpeg',
      buffer: lyingOnItsSide(Buffer.from(jpeg, 'base64')),
    }
    await (await chooser).setFiles([file])
    const [shape] = await server.shapes(1)
    expect(shape?.size).toEqual([200, 300])
    await expectColour(ada, middle, red)
    await ada.page.getByRole('textbox', { name: 'Alternative text' }).fill('A red field')
    await ada.page.keyboard.press('Enter')
    await eventually('the words are saved', async () => (await server.shapes(1))[0]?.alt === 'A red field')
    await ada.page.keyboard.press('Control+d')
    const both = await server.shapes(2)
    expect(new Set(both.map(({ assetId }) => assetId))).toEqual(new Set([shape?.assetId]))
  })

  test('an upload that fails leaves no shape with anybody and names the file; so do files that are no pictures', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const ada = await rig.join(canvas)
    const notice = (text: string | RegExp) => ada.page.getByRole('status').filter({ hasText: text }).waitFor()
    await dropFiles(ada.page, middle, [
      { name: 'x.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg/>') },
    ])
    await notice(/“x.svg” could not be added. SVG/)
    rig.expectOutages()
    await ada.page.route('**/assets', (route) => route.abort())
    await dropFiles(ada.page, middle, [png('lost.png', green)])
    await notice(/“lost.png” could not be added. Images need the connection/)
    await ada.page.unroute('**/assets')
    await dropFiles(ada.page, middle, [
      png('found.png', red),
      { name: 'b.png', type: 'image/png', bytes: Buffer.from('no') },
    ])
    await notice(/“b.png” could not be added/)
    expect(await server.shapes(1)).toMatchObject([{ kind: 'image' }])
    expect((await server.state()).version).toBe(1)
    await ada.page.getByRole('img', { name: /Adding/ }).waitFor({ state: 'detached' })
  })

  test('pasted on another canvas, an image brings its picture along', async () => {
    const second = await rig.makeCanvas()
    const ada = await rig.open(rig.server().url)
    await whenSaved(ada)
    await dropFiles(ada.page, middle, [png('field.png', green)])
    await expectColour(ada, middle, green)
    await whenSaved(ada)
    const text = await ada.page.evaluate(() => {
      const transfer = new DataTransfer()
      const event = new ClipboardEvent('copy', { clipboardData: transfer, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
      return transfer.getData('text/plain')
    })
    await ada.page.goto(`${rig.server().url}/c/${second.canvasId}#share=${second.shareToken}`)
    await whenSaved(ada)
    await pasteOn(ada.page, text)
    const [pasted] = await rig.onServer(second).shapes(1)
    expect(pasted?.kind).toBe('image')
    await expectColour(ada, middle, green)
  })

  test('a file dropped on a page that takes none does not open in its place', async () => {
    const { page } = await rig.open(`${rig.server().url}/sign-in`)
    await page.getByRole('heading').first().waitFor()
    const prevented = await page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'x.png', { type: 'image/png' }))
      return ['dragover', 'drop'].map((name) => {
        const event = new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer })
        document.body.dispatchEvent(event)
        return event.defaultPrevented
      })
    })
    expect(prevented).toEqual([true, true])
  })
})

import { createHash } from 'node:crypto'
import type { Page, Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import type { Colour } from './canvas-pixels.ts'
import { paper, seesColours } from './colours-on-page.ts'
import { dropFiles, plainPng } from './images-on-page.ts'
import { onePerson } from './one-person.ts'
import type { Person } from './person.ts'

const rig = useBrowserRig()

const green: Colour = [20, 200, 60]
const red: Colour = [220, 30, 40]
const middle = { x: 600, y: 400 }

/** A PNG, its left half green and its right half red, as a page makes it. */
async function twoHalves(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ({ width, height }) => {
      const sheet = document.createElement('canvas')
      sheet.width = width
      sheet.height = height
      const context = sheet.getContext('2d')
      if (context === null) throw new Error('no context')
      context.fillStyle = 'rgb(20 200 60)'
      context.fillRect(0, 0, width / 2, height)
      context.fillStyle = 'rgb(220 30 40)'
      context.fillRect(width / 2, 0, width / 2, height)
      return sheet.toDataURL('image/png').split(',')[1] ?? ''
    },
    { width, height },
  )
  return Buffer.from(base64, 'base64')
}

/** Drops a PNG and gives what the server answers to it: the picture as it was sent. */
async function uploaded(page: Page, bytes: Buffer): Promise<unknown> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/assets'))
  await dropFiles(page, middle, [{ name: 'wide.png', type: 'image/png', bytes }])
  return (await answer).json()
}

/** Width, height, and the colours a quarter from the left and from the right, as the browser reads a file. */
function seenIn(page: Page, type: string, bytes: Buffer) {
  return page.evaluate(
    async ({ type, base64 }) => {
      const file = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type })
      const bitmap = await createImageBitmap(file)
      const sheet = document.createElement('canvas')
      sheet.width = bitmap.width
      sheet.height = bitmap.height
      const context = sheet.getContext('2d')
      context?.drawImage(bitmap, 0, 0)
      const colourAt = (share: number) => [
        ...(context?.getImageData(bitmap.width * share, bitmap.height / 2, 1, 1).data ?? []),
      ]
      return { width: bitmap.width, height: bitmap.height, left: colourAt(0.25), right: colourAt(0.75) }
    },
    { type, base64: bytes.toString('base64') },
  )
}

const nearly = (colour: Colour) => [...colour, 255].map((value) => expect.closeTo(value, -1))

describe('an image on its way', () => {
  test('stands in its place for whoever brings it and for nobody else, and is a shape once it has come', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    const uploads: Route[] = []
    await ada.page.route('**/assets', (route) => void uploads.push(route))
    const placeholder = ({ page }: Person) => page.getByRole('img', { name: 'Adding field.png' })
    const bytes = plainPng(200, 120, green)
    await dropFiles(ada.page, middle, [{ name: 'field.png', type: 'image/png', bytes }])
    await eventually('the upload has begun', () => uploads.length === 1)
    await placeholder(ada).waitFor()
    expect(await placeholder(ada).boundingBox()).toEqual({ x: 500, y: 340, width: 200, height: 120 })
    // It lies on the canvas, and goes along with it.
    await ada.page.mouse.move(300, 300)
    await ada.page.mouse.wheel(0, 60)
    await eventually('it has moved with the canvas', async () => {
      const box = await placeholder(ada).boundingBox()
      return box?.y === 280
    })
    expect([await placeholder(ben).count(), (await server.state()).version]).toEqual([0, 0])
    for (const person of [ada, ben]) await seesColours(person, [[middle, paper]])

    await uploads[0]?.continue()
    const [shape] = await server.shapes(1)
    expect(shape).toMatchObject({ kind: 'image', position: [500, 340], size: [200, 120] })
    await placeholder(ada).waitFor({ state: 'detached' })
    for (const person of [ada, ben]) await seesColours(person, [[middle, green]])
  })
})

describe('a picture of more pixels than are sent', () => {
  test('is made smaller in the browser, whole and in its ratio, and is seen so', async () => {
    const { canvas, page, person, server } = await onePerson(rig, [])
    const asset = await uploaded(page, await twoHalves(page, 5_000, 1_000))
    expect(asset).toMatchObject({ mimeType: 'image/webp', width: 4_096, height: 819 })
    const [shape] = await server.shapes(1)
    const kept = await fetch(
      `${rig.server().url}/api/v1/canvases/${canvas.canvasId}/assets/${shape?.assetId}`,
      { headers: { authorization: `Bearer ${canvas.owner.token}` } },
    )
    const bytes = Buffer.from(await kept.arrayBuffer())
    expect(await seenIn(page, 'image/webp', bytes)).toEqual({
      width: 4_096,
      height: 819,
      left: nearly(green),
      right: nearly(red),
    })
    await seesColours(person, [
      [{ x: 400, y: 400 }, green],
      [{ x: 800, y: 400 }, red],
    ])
  })

  test('begins one pixel over the limit: at it a picture goes byte for byte', async () => {
    const { page, server } = await onePerson(rig, [])
    const bytes = plainPng(4_096, 20, green)
    expect(await uploaded(page, bytes)).toEqual({
      id: createHash('sha256').update(bytes).digest('hex'),
      mimeType: 'image/png',
      byteLength: bytes.length,
      width: 4_096,
      height: 20,
    })
    const smaller = await uploaded(page, plainPng(20, 4_097, red))
    expect(smaller).toMatchObject({ mimeType: 'image/webp', width: 20, height: 4_096 })
    await server.shapes(2)
  })
})

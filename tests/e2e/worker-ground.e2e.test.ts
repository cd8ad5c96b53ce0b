import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { colourAt, paintedNow, untilIdle } from './canvas-pixels.ts'
import { type Person, pictureOf } from './person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const richBoard: readonly object[] = [
  box('rectangle', 0, 0, { text: 'Hello there', stroke: 'red' }),
  box('ellipse', 150, 0, { kind: 'ellipse', text: 'sans', font: 'sans', dash: 'dashed' }),
  box('diamond', 300, 0, { kind: 'diamond', fillStyle: 'hatch', text: 'mono', font: 'mono' }),
  box('notenote', 450, 0, { kind: 'note', fill: 'yellow', text: 'a note of some words', font: 'serif' }),
  box('see-through', 50, 60, { fill: 'red', opacity: 0.4, rotation: 0.3 }),
  box('cloudcloud', 600, 0, { kind: 'cloud', fill: 'green' }),
  box('frameframe', 0, 200, { kind: 'frame', size: [300, 200], name: 'Frame', fill: 'white' }),
  box('clipped', 250, 300, { parentId: 'frameframe', fill: 'red' }),
  { id: 'text000000', kind: 'text', position: [350, 220], text: 'Words on\ntwo lines', fontSize: 28 },
  {
    id: 'arrow00000',
    kind: 'arrow',
    position: [350, 320],
    points: [0, 0, 120, 60, 260, 0],
    route: 'curved',
    text: 'label',
  },
  {
    id: 'stroke0000',
    kind: 'stroke',
    position: [650, 250],
    points: [0, 0, 0.2, 40, 60, 0.5, 90, 10, 0.9, 140, 80, 0.6],
    stroke: 'blue',
    strokeWidth: 6,
  },
]

async function boardOf(shapes: readonly object[]): Promise<SharedCanvas> {
  const canvas = await rig.makeCanvas()
  await change(
    rig.server().url,
    canvas,
    shapes.map((shape) => ({ kind: 'create', shape })),
  )
  return canvas
}

/** Somebody whose tiles are painted by `renderer` from now on. */
async function openWith(canvas: SharedCanvas, renderer: 'main' | 'worker'): Promise<Person> {
  const query = `?renderer=${renderer}`
  const address = `${rig.server().url}/c/${canvas.canvasId}${query}#share=${canvas.shareToken}`
  const person = await rig.open(address)
  await person.page.getByRole('status').filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  if (renderer === 'worker') await byWorker(person.page).waitFor()
  return person
}

const byWorker = (page: Page) => page.locator('[data-ground=worker]')

/** More than this the eye would find: of 255. */
const visible = 24

/** How many values of two pictures differ, how many so that it is seen, and how many pixels there are. */
function differences(
  page: Page,
  pictures: readonly [string, string],
): Promise<{ readonly slight: number; readonly seen: number; readonly pixels: number }> {
  return page.evaluate(
    async ({ urls, visible }) => {
      const read = async (url: string) => {
        const image = new Image()
        image.src = url
        await image.decode()
        const sheet = document.createElement('canvas')
        sheet.width = image.width
        sheet.height = image.height
        const context = sheet.getContext('2d')
        context?.drawImage(image, 0, 0)
        return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
      }
      const [one, other] = [await read(urls[0]), await read(urls[1])]
      let slight = 0
      let seen = one.length === other.length ? 0 : Number.POSITIVE_INFINITY
      for (let i = 0; i < one.length; i++) {
        const apart = Math.abs((one[i] ?? 0) - (other[i] ?? 0))
        if (apart > 0) slight += 1
        if (apart > visible) seen += 1
      }
      return { slight, seen, pixels: one.length / 4 }
    },
    { urls: pictures, visible },
  )
}

/** Counts from now on how often a tile is cut out of a picture that is larger than it. */
function countCuts(): void {
  const { drawImage } = OffscreenCanvasRenderingContext2D.prototype
  Object.assign(window, { cuts: 0 })
  OffscreenCanvasRenderingContext2D.prototype.drawImage = function (
    this: OffscreenCanvasRenderingContext2D,
    ...drawn: unknown[]
  ) {
    const [image] = drawn
    if (drawn.length === 9 && image instanceof HTMLCanvasElement && image.width > this.canvas.width)
      Object.assign(window, { cuts: Number(Reflect.get(window, 'cuts')) + 1 })
    Reflect.apply(drawImage, this, drawn)
  }
}

test('a worker paints what the page would paint, also after changes of all sorts', async () => {
  const canvas = await boardOf(richBoard)
  const ada = await openWith(canvas, 'main')
  const ben = await openWith(canvas, 'worker')
  const same = async (what: string) => {
    await eventually(`${what} looks the same`, async () => {
      const { seen, pixels } = await differences(ada.page, [await pictureOf(ada), await pictureOf(ben)])
      return seen < pixels / 5_000
    })
  }
  await same('the board')
  const before = await pictureOf(ben)
  await change(rig.server().url, canvas, [
    { kind: 'update', id: 'rectangle0', set: { fill: 'green', position: [10, 60] } },
    { kind: 'delete', ids: ['ellipse000'] },
    { kind: 'create', shape: box('newcomer', 800, 200, { text: 'new' }) },
    { kind: 'canvas', set: { grid: 'dots' } },
  ])
  await eventually('the change is seen', async () => (await pictureOf(ben)) !== before)
  await same('the changed board')
  for (const { page } of [ada, ben]) {
    await page.mouse.move(600, 400)
    await page.mouse.wheel(300, 200)
    await page.keyboard.press('Control+Equal')
  }
  await same('the board further in, and elsewhere')
})

test('what is dragged leaves the tiles of the worker, and is in them again where it is put down', async () => {
  const canvas = await boardOf([box('dragged', 0, 0, { fill: 'red', strokeWidth: 1 })])
  const { page } = await openWith(canvas, 'worker')
  const isRed = ([red, green]: readonly number[]) => (red ?? 0) > (green ?? 0) + 15
  const seen = async () => {
    const [middle] = await page.evaluate(() => [[window.innerWidth / 2, window.innerHeight / 2]])
    return { x: middle?.[0] ?? 0, y: middle?.[1] ?? 0 }
  }
  const at = await seen()
  await eventually('the box is there', async () => isRed((await colourAt(page, at)) ?? []))
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  await page.mouse.move(at.x + 150, at.y + 100, { steps: 5 })
  await eventually('the tiles show it no more', async () => !isRed((await colourAt(page, at)) ?? [255, 0]))
  await page.mouse.up()
  await eventually('the tiles show it where it is', async () =>
    isRed((await colourAt(page, { x: at.x + 150, y: at.y + 100 })) ?? []),
  )
})

test('without OffscreenCanvas the page paints by itself', async () => {
  const canvas = await boardOf(richBoard)
  const person = await openWith(canvas, 'main')
  const { page } = person
  const before = await pictureOf(person)
  await page.addInitScript(() => Reflect.deleteProperty(window, 'OffscreenCanvas'))
  await page.goto(`${rig.server().url}/c/${canvas.canvasId}?renderer=worker`)
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  await eventually('the board is painted', async () => {
    const { seen, pixels } = await differences(page, [before, await pictureOf(person)])
    return seen < pixels / 5_000
  })
  expect(page.workers()).toEqual([])
})

test('without OffscreenCanvas an empty canvas has its colour from the first frame on', async () => {
  const canvas = await rig.makeCanvas()
  const { page } = await rig.join(canvas)
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'OffscreenCanvas')
    const colours: string[] = []
    Object.assign(window, { colours })
    const look = (): void => {
      requestAnimationFrame(look)
      for (const tile of document.querySelectorAll<HTMLCanvasElement>('[data-ground] canvas')) {
        const context = tile.checkVisibility() ? tile.getContext('2d') : null
        if (context !== null)
          colours.push(context.getImageData(tile.width / 2, tile.height / 2, 1, 1).data.join())
      }
    }
    requestAnimationFrame(look)
  })
  await page.reload()
  await eventually('it was looked at for a while', async () =>
    page.evaluate(
      'window.colours.length > 100 && document.querySelectorAll("[data-ground] canvas").length > 1',
    ),
  )
  const paper = await page.locator('main:has([role=application])').evaluate((main) => {
    const [red, green, blue] = getComputedStyle(main).backgroundColor.match(/\d+/g) ?? []
    return `${red},${green},${blue},255`
  })
  expect(await page.evaluate('[...new Set(window.colours)]')).toEqual([paper])
})

test('when the worker falls silent the page paints again, and nothing is lost', async () => {
  const canvas = await boardOf([box('there', 0, 0, { fill: 'red' })])
  const { page } = await openWith(canvas, 'worker')
  const before = await paintedNow(page)
  const [worker] = page.workers()
  await worker?.evaluate(() => self.close())
  await change(rig.server().url, canvas, [{ kind: 'create', shape: box('newcomer', 150, 0) }])
  await byWorker(page).waitFor({ state: 'detached' })
  await eventually('the newcomer is painted', async () => (await paintedNow(page)) !== before)
})

test('the picture painted ahead, and tiles cut out of it, look like tiles that are painted', async () => {
  const kinds = ['rectangle', 'ellipse', 'diamond', 'note', 'cloud'] as const
  const fills = ['blue', 'red', 'none', 'yellow'] as const
  const many = Array.from({ length: 1_200 }, (_, i) =>
    box(`many-${i}-`, (i % 40) * 90 + (i % 7) * 3, Math.floor(i / 40) * 90, {
      kind: kinds[i % kinds.length],
      fill: fills[i % fills.length],
      opacity: i % 3 === 0 ? 0.6 : 1,
      rotation: i % 11,
      text: i % 2 === 0 ? 'words' : '',
    }),
  )
  const canvas = await boardOf(many)
  const person = await openWith(canvas, 'main')
  const { page } = person
  await page.evaluate(countCuts)
  const cuts = () => page.evaluate('window.cuts')
  const lookAtAll = async () => {
    await page.keyboard.press('Control+Minus')
    await pictureOf(person)
    await page.keyboard.press('Shift+1')
    return pictureOf(person)
  }
  await eventually('the picture alone is shown', async () => {
    await untilIdle(page)
    await lookAtAll()
    return (await page.locator('[data-ground] canvas').filter({ visible: true }).count()) === 1
  })
  const alone = await pictureOf(person)
  // As long as the picture of everything is not there yet, a change is painted without it.
  let turn = 0
  await eventually('tiles are cut out', async () => {
    const fill = turn % 2 === 0 ? 'green' : 'yellow'
    turn += 1
    await change(rig.server().url, canvas, [{ kind: 'update', id: 'many-0-000', set: { fill } }])
    await pictureOf(person)
    return (await cuts()) !== 0
  })
  await change(rig.server().url, canvas, [{ kind: 'update', id: 'many-0-000', set: { fill: 'blue' } }])
  let cut = ''
  await eventually('the changes are seen', async () => {
    cut = await pictureOf(person)
    return (await differences(page, [alone, cut])).seen === 0
  })

  // Without the part that paints ahead everything is painted when it is seen.
  await page.route('**/backdrop-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'export {}' }),
  )
  await page.reload()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
  await page.evaluate(countCuts)
  const painted = await lookAtAll()
  expect(await cuts()).toBe(0)
  for (const ahead of [alone, cut]) {
    const { slight, seen, pixels } = await differences(page, [ahead, painted])
    expect(seen).toBe(0)
    expect(slight).toBeLessThan(pixels / 5)
  }
})

import { describe, expect, test } from 'vitest'
import { axeFindings } from './axe-findings.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { dropFiles, plainPng } from './images-on-page.ts'
import { pasteOn } from './paste-on-page.ts'
import { whenSaved } from './person.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()
const middle = { x: 600, y: 400 }

const rectangle = (id: string, x: number) => ({
  id,
  type: 'rectangle',
  x,
  y: 3_000,
  width: 100,
  height: 80,
  backgroundColor: '#a5d8ff',
  fillStyle: 'solid',
  groupIds: [],
})
const pngUrl = `data:image/png;base64,${plainPng(60, 40, [20, 200, 60]).toString('base64')}`
const svgUrl = `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path fill="red" d="M0 0h20v20H0z"/></svg>').toString('base64')}`

const scene = {
  type: 'excalidraw',
  version: 2,
  elements: [
    rectangle('a', 5_000),
    rectangle('b', 5_300),
    { id: 'p', type: 'image', x: 5_000, y: 3_200, width: 60, height: 40, fileId: 'png', groupIds: [] },
    { id: 'v', type: 'image', x: 5_100, y: 3_200, width: 60, height: 60, fileId: 'svg', groupIds: [] },
  ],
  files: { png: { dataURL: pngUrl }, svg: { dataURL: svgUrl } },
}

const file = (name: string, content: unknown) => ({
  name,
  type: '',
  bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})

async function setUp() {
  const canvas = await rig.makeCanvas()
  const ada = await rig.join(canvas)
  return { canvas, ada, page: ada.page, server: rig.onServer(canvas) }
}

const status = (page: Awaited<ReturnType<typeof setUp>>['page'], text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).waitFor()

describe('bringing drawings in', () => {
  test('UN10 a dropped scene is there with its pictures, is one operation and one step of undo', async () => {
    const { ada, page, server } = await setUp()
    await dropFiles(page, middle, [file('plan.excalidraw', scene)])
    const shapes = await server.shapes(4)
    expect(shapes.map(({ kind }) => kind).sort()).toEqual(['image', 'image', 'rectangle', 'rectangle'])
    await status(page, /“plan.excalidraw” is here: 4 shapes/)
    expect((await server.state()).version).toBe(1)
    // An empty canvas takes a drawing where it stood.
    expect(shapes.map(({ position }) => position)).toContainEqual([5_000, 3_000])
    await whenSaved(ada)
    await page.keyboard.press('Control+z')
    await server.shapes(0)
    await page.keyboard.press('Control+Shift+z')
    await server.shapes(4)
  })

  test('UN10 a drawing of many operations is one step of undo all the same', async () => {
    const { ada, page, server } = await setUp()
    const many = { ...scene, elements: Array.from({ length: 9_000 }, (_, i) => rectangle(`r${i}`, i * 120)) }
    await dropFiles(page, middle, [file('many.excalidraw', many)])
    await server.shapes(9_000)
    expect((await server.state()).version).toBeGreaterThan(1)
    await whenSaved(ada)
    await page.keyboard.press('Control+z')
    await server.shapes(0)
  })

  test('where something is already, it comes into the middle of the view; what was not read is told', async () => {
    const { canvas, ada, page, server } = await setUp()
    await putShapes(rig.server().url, canvas, { shapes: [box('a', 100, 100)], seenBy: [ada] })
    const odd = { ...scene, elements: [rectangle('a', 5_000), { id: 'x', type: 'hologram' }] }
    await dropFiles(page, { x: 300, y: 300 }, [file('odd.excalidraw', odd)])
    const shapes = await server.shapes(2)
    expect(shapes.map(({ position }) => position)).toContainEqual([550, 360])
    const dialog = page.getByRole('dialog', { name: 'What came in' })
    await dialog.getByText('1 shape was added').waitFor()
    await dialog.getByText(/Left out: 1 “hologram”/).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('a damaged file says so and changes nothing; another one beside it comes in', async () => {
    const { page, server } = await setUp()
    await dropFiles(page, middle, [file('cut.tldr', '{"records": [{"typeName"')])
    const dialog = page.getByRole('dialog', { name: 'What came in' })
    await dialog.getByText(/The file is damaged.*Nothing was changed/).waitFor()
    expect((await server.state()).version).toBe(0)
    await page.keyboard.press('Escape')
    const note = {
      typeName: 'shape',
      id: 'shape:n',
      type: 'note',
      x: 0,
      y: 0,
      index: 'a1',
      parentId: 'page:p',
      props: { text: 'Hi' },
    }
    const good = file('good.tldr', { tldrawFileFormatVersion: 1, schema: {}, records: [note] })
    await dropFiles(page, middle, [file('plain.json', { name: 'no drawing' }), good])
    expect(await server.shapes(1)).toMatchObject([{ kind: 'note', text: 'Hi' }])
    await dialog.getByText(/does not know this kind of file/).waitFor()
    await dialog.getByText('1 shape was added').waitFor()
  })

  test('the command opens the choice of files', async () => {
    const { page, server } = await setUp()
    // Before the palette is there: a page that does not yet listen for choosers misses one.
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search commands and tools' }).fill('import drawing')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles([
      { name: 'plan.excalidraw', mimeType: '', buffer: Buffer.from(JSON.stringify(scene)) },
    ])
    await server.shapes(4)
  })

  test('copied shapes of Excalidraw are pasted as shapes', async () => {
    const { page, server } = await setUp()
    const copied = JSON.stringify({ type: 'excalidraw/clipboard', elements: [rectangle('a', 0)], files: {} })
    await pasteOn(page, copied)
    expect(await server.shapes(1)).toMatchObject([{ kind: 'rectangle', fill: 'blue' }])
  })

  test('a picture that could not be sent is told, and the rest is there', async () => {
    const { page, server } = await setUp()
    rig.expectOutages()
    await page.route('**/assets', (route) => route.abort())
    await dropFiles(page, middle, [file('plan.excalidraw', scene)])
    await server.shapes(2)
    await page.getByText('Left out: 2 images that could not be saved here.').waitFor()
    await eventually('two boxes', async () =>
      (await server.state()).shapes.every(({ kind }) => kind === 'rectangle'),
    )
  })
})

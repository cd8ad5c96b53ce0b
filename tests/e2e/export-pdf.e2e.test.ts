import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { onePerson } from './one-person.ts'
import { box } from './put-shapes.ts'
import { coloursOf, downloadPdf, pagesOf } from './read-pdf.ts'

const rig = useBrowserRig()

const plan = { id: 'frame-plan', kind: 'frame', position: [200, 150], size: [400, 300], name: 'Plan' }
const sketch = { ...plan, id: 'frame-sketch', position: [640, 150], size: [200, 240], name: 'Sketch' }
const shapes = [
  sketch,
  plan,
  box('red', 240, 200, { fill: 'red', parentId: plan.id }),
  { ...box('blue', 680, 200, { fill: 'blue', parentId: sketch.id }), kind: 'ellipse' },
  box('nowhere', 300, 600, { fill: 'green' }),
  { id: 'words00000', kind: 'text', position: [360, 250], text: 'A door to the garden', parentId: plan.id },
]

describe('a PDF of two frames', () => {
  test('is two pages in reading order, as large as the frames, each with what is in it and nothing else', async () => {
    const { page } = await onePerson(rig, shapes)
    const pages = pagesOf(await downloadPdf(page))
    // 96 units are an inch, which has 72 points.
    expect(pages.map(({ box }) => box)).toEqual([
      [0, 0, 300, 225],
      [0, 0, 150, 180],
    ])
    const [red, blue, green] = ['#ffe3e0', '#dfeaff', '#def5e3']
    const found = pages.map(({ content }) => {
      const colours = coloursOf(content)
      return [red, blue, green].map((colour) => colours.includes(String(colour)))
    })
    expect(found).toEqual([
      [true, false, false],
      [false, true, false],
    ])
  })

  test('is drawn with lines and has no picture in it', async () => {
    const { page } = await onePerson(rig, shapes)
    const objects = await downloadPdf(page)
    expect([...objects.values()].filter(({ dictionary }) => /\/Subtype \/Image\b/.test(dictionary))).toEqual(
      [],
    )
    for (const { words } of pagesOf(objects)) {
      expect(words.filter((word) => word === 'm').length).toBeGreaterThan(2)
      expect(words.some((word) => word === 'l' || word === 'c')).toBe(true)
      expect(words.some((word) => word === 'f' || word === 'f*')).toBe(true)
      expect(words.some((word) => word === 'S')).toBe(true)
      expect(words.filter((word) => word === 'BI' || word === 'Do')).toEqual([])
    }
  })
})

import { boxKinds } from '@flowstate/engine'
import { box, idOf, note, openBoard, type PlacedShape, wave } from '../picture-boards.ts'
import type { StateGroup } from '../picture-studio.ts'

const kinds = [...boxKinds]
const colours = ['ink', 'grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'white']
const fills = ['solid', 'hatch', 'cross'] as const
const fonts = ['hand', 'sans', 'serif', 'mono'] as const

const pick = <Value>(from: readonly Value[], at: number): Value => {
  const value = from[at % from.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

/** About sixty shapes of all kinds, colours, fills and fonts. */
const assorted: readonly PlacedShape[] = [
  ...Array.from({ length: 40 }, (_, at) => ({
    ...box(`kind${at + 100}`, (at % 8) * 190, Math.floor(at / 8) * 140, {
      size: [150, 100],
      fill: at % 4 === 3 ? 'none' : pick(colours, at),
      stroke: pick(colours, at + Math.floor(at / 11)),
      fillStyle: pick(fills, at),
      dash: pick(['solid', 'solid', 'dashed', 'dotted'], at),
      font: pick(fonts, at),
      strokeWidth: pick([2, 2, 4, 1], at),
      text: pick(['Plan', 'Ship it', '', 'Ask first'], at),
    }),
    kind: pick(kinds, at),
  })),
  ...Array.from({ length: 11 }, (_, at) =>
    note(`note${at + 100}`, (at % 6) * 190 + 1560, Math.floor(at / 6) * 190, {
      fill: pick(colours, at),
      text: `A ${pick(colours, at)} note`,
    }),
  ),
  ...Array.from({ length: 6 }, (_, at) => ({
    id: idOf(`ink${at + 100}`),
    kind: at % 2 === 0 ? 'stroke' : 'highlight',
    position: [at * 250, 740],
    points: wave(24, 8),
    stroke: pick(colours, at + 2),
    strokeWidth: 3,
  })),
  { id: idOf('head'), kind: 'text', position: [0, -110], text: 'Everything there is', fontSize: 56 },
]

const table = 'Name\tOwner\tState\nSign-up\tBen\tdone\nMail\tCleo\topen\nTour\tAda\tlater'

/** Full boards, backgrounds, and what is pasted. */
export const group: StateGroup = {
  name: 'board',
  async play(studio) {
    const { shot, middle } = studio
    const { page } = await openBoard(studio, 'Assorted', assorted)
    await shot('fitted', page)
    await shot('zoom-one', page, () => page.keyboard.press('Control+0'))
    await shot('all-selected', page, () => page.keyboard.press('Control+a'))
    await page.keyboard.press('Escape')
    await shot('grid-dots', page, () => page.keyboard.press("Control+'"))
    await shot('grid-lines', page, () => page.keyboard.press("Control+'"))
    const { page: empty } = await openBoard(studio, 'Pasted', [])
    await shot('table', empty, async () => {
      await empty.mouse.move(middle.x, middle.y)
      await empty.getByRole('application').focus()
      await empty.evaluate((text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        const target = document.activeElement ?? document.body
        target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, table)
    })
  },
}

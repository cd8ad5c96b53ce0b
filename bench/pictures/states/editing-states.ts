import { drag } from '../../../tests/e2e/draw-on-page.ts'
import { arrow, box, flowBoard, idOf, openBoard } from '../picture-boards.ts'
import { leaveAll, type StateGroup, whenReady } from '../picture-studio.ts'

const shapes = [
  box('left', -160, -60, { text: 'Left', size: [120, 80] }),
  box('right', 60, -60, { text: 'Right', size: [120, 80] }),
  box('below', -160, 90, { size: [120, 80], fill: 'teal' }),
  arrow('bound', ['left', 'right']),
  { id: idOf('words'), kind: 'text', position: [-150, -150], text: 'Words', fontSize: 28 },
  { id: idOf('path'), kind: 'line', position: [40, 90], points: [0, 0, 60, 60, 130, 10] },
]

/** In the middle of something: typing, dragging, naming. */
export const group: StateGroup = {
  name: 'editing',
  async play(studio) {
    const { shot, middle } = studio
    const { page, select } = await openBoard(studio, 'Editing', shapes)
    const stage = page.getByRole('application')
    const type = async (name: string, words: string) => {
      await select(name)
      await stage.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
      await page.keyboard.press('End')
      await page.keyboard.type(words)
    }
    await shot('label', page, () => type('left', ' and so on'))
    await leaveAll(page)
    await shot('arrow-label', page, () => type('bound', 'goes to'))
    await leaveAll(page)
    await shot('text', page, () => type('words', ' of more than one kind'))
    await leaveAll(page)
    await shot('path', page, () => select('path'))
    await shot('snapping', page, async () => {
      await page.keyboard.press('Alt+s')
      await select('below')
      // What an address selects is in the middle. So little to the right, it snaps back below the other one.
      await drag(page, middle, { x: middle.x + 5, y: middle.y - 24 }, { release: false })
    })
    await page.mouse.up()
    await leaveAll(page)
    await shot('marquee', page, () =>
      drag(
        page,
        { x: middle.x - 150, y: middle.y - 260 },
        { x: middle.x + 130, y: middle.y + 200 },
        { release: false },
      ),
    )
    await page.mouse.up()
    await leaveAll(page)
    await shot('note', page, async () => {
      await page.keyboard.press('n')
      await page.mouse.click(middle.x + 40, middle.y + 150)
      await page.getByRole('textbox', { name: 'Edit text' }).waitFor()
      await page.keyboard.type('A note that is being written, with a few more words than one line has')
    })
    await leaveAll(page)
    const { page: other, select: choose } = await openBoard(studio, 'Naming', flowBoard)
    await shot('frame-name', other, async () => {
      await choose('signup')
      await other.getByRole('application').focus()
      await other.keyboard.press('Enter')
      await other.getByRole('textbox', { name: 'Name of the frame' }).waitFor()
    })
    await whenReady(other)
  },
}

import { randomUUID } from 'node:crypto'
import { idOf, openBoard } from '../picture-boards.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

/** Pins on a canvas, one thread open, and the list of them. */
export const group: StateGroup = {
  name: 'comment',
  async play(studio) {
    const { shot, cast, middle, url } = studio
    const { page, canvasId, path } = await openBoard(studio, 'What people say')
    const about = [
      ['welcome', 'Is this where the tour begins?', cast.ben],
      ['ask', 'She is away on Monday', cast.cleo],
      ['mail', 'We send two of them today', cast.ada],
    ] as const
    for (const [shape, text, who] of about) {
      await who.call('POST', `/canvases/${canvasId}/comments`, {
        id: randomUUID(),
        anchor: { kind: 'shape', shapeId: idOf(shape), at: [1, 0], point: [0, 0] },
        message: { id: randomUUID(), text },
      })
    }
    const pin = (text: string) => page.getByRole('button', { name: new RegExp(`omment by .*${text}`) })
    await shot('pins', page, async () => {
      await page.goto(`${url}${path}`)
      await pin('tour').waitFor()
    })
    await shot('thread', page, () => pin('tour').click())
    await leaveAll(page)
    await shot('thread-right', page, () => pin('Monday').click())
    await leaveAll(page)
    await shot('new', page, async () => {
      await page.keyboard.press('c')
      await page.mouse.click(middle.x + 30, middle.y - 60)
      await page.getByRole('textbox', { name: 'Write a comment' }).fill('A thought')
    })
    await leaveAll(page)
    await shot('list', page, () =>
      page
        .getByRole('button', { name: /^Comments/ })
        .first()
        .click(),
    )
  },
}

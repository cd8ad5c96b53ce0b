import { openBoard } from '../picture-boards.ts'
import { leaveAll, type StateGroup } from '../picture-studio.ts'

const keys = {
  select: 'v',
  hand: 'h',
  lasso: 's',
  rectangle: 'r',
  diamond: 'd',
  ellipse: 'o',
  arrow: 'a',
  line: 'l',
  draw: 'p',
  text: 't',
  note: 'n',
  frame: 'f',
  highlight: 'Shift+D',
  eraser: 'e',
  laser: 'k',
  eyedropper: 'i',
  comment: 'c',
} as const

/** Every tool with what stands beside it. */
export const group: StateGroup = {
  name: 'tool',
  async play(studio) {
    const { shot, variant, middle } = studio
    const { page } = await openBoard(studio, 'Tools')
    for (const [tool, key] of Object.entries(keys))
      await shot(tool, page, async () => {
        await leaveAll(page)
        await page.keyboard.press(key)
        await page.mouse.move(middle.x, variant.height - 220)
      })
    await leaveAll(page)
    await shot('more-shapes', page, () => page.getByRole('button', { name: 'More shapes' }).click())
    await leaveAll(page)
    await shot('kept', page, async () => {
      await page.keyboard.press('r')
      await page.keyboard.press('q')
    })
    await leaveAll(page)
    await shot('tip', page, async () => {
      await page
        .getByRole('toolbar', { name: 'Tools' })
        .getByRole('button', { name: 'Arrow', exact: true })
        .hover()
      await page.waitForTimeout(900)
    })
  },
}

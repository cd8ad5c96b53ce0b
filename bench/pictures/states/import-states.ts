import { dropFiles } from '../../../tests/e2e/images-on-page.ts'
import { openBoard } from '../picture-boards.ts'
import type { StateGroup } from '../picture-studio.ts'

const at = { angle: 0, width: 100, height: 80, groupIds: [] }
const drawing = {
  type: 'excalidraw',
  version: 2,
  elements: [
    { id: 'a', type: 'rectangle', x: 0, y: 500, ...at },
    { id: 'e', type: 'embeddable', x: 150, y: 500, ...at, link: 'https://example.org' },
    { id: 'i', type: 'image', x: 350, y: 500, ...at, fileId: 'gone' },
    { id: 'm', type: 'magicframe', x: 350, y: 500, ...at },
  ],
  files: {},
}

/** A drawing of elsewhere comes in, and what could not come with it is said. */
export const group: StateGroup = {
  name: 'import',
  async play(studio) {
    const { page } = await openBoard(studio, 'Import')
    await studio.shot('report', page, async () => {
      const bytes = Buffer.from(JSON.stringify(drawing))
      await dropFiles(page, studio.middle, [{ name: 'plan.excalidraw', type: '', bytes }])
      await page.getByRole('dialog').waitFor()
    })
  },
}

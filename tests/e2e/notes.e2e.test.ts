import { describe, expect, test } from 'vitest'
import type { SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { announced } from './one-person.ts'
import { type Person, whenSaved } from './person.ts'
import { beginTyping, fieldOf, noteId, twoAtANote } from './two-at-a-note.ts'

const rig = useBrowserRig()

describe('a note', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`)
  const typeLines = async ({ page }: Person, texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      if (text !== texts[0]) await page.keyboard.press('Enter')
      await page.keyboard.type(text)
    }
  }
  const noteOn = async (canvas: SharedCanvas) => {
    const { shapes } = await rig.onServer(canvas).state()
    const note = shapes.find(({ id }) => id === noteId)
    return { text: note?.text ?? '', size: note?.size }
  }
  // Fourteen lines of 27, and 12 above and below.
  const fourteen = { text: lines(14).join('\n'), size: [300, 402] }
  const isFourteen = async (canvas: SharedCanvas) =>
    JSON.stringify(await noteOn(canvas)) === JSON.stringify(fourteen)

  test('UN8 grows with its words for everybody, and gets its size back with them', async () => {
    const { canvas, ada, ben } = await twoAtANote(rig, '')
    await beginTyping(ada, 'End')
    await typeLines(ada, lines(14))
    await eventually('it is as high as its words', () => isFourteen(canvas))
    await ada.page.keyboard.press('Escape')
    await fieldOf(ada).waitFor({ state: 'detached' })
    await ben.page.mouse.click(600, 640)
    await announced(ben, 'selected')
    await eventually('all of it is taken back', async () => {
      await ada.page.keyboard.press('Control+z')
      const { text, size } = await noteOn(canvas)
      return text === '' && JSON.stringify(size) === '[300,300]'
    })
  })

  test('OP1 that is too small for its words is left so by who only looks into it or takes back what they typed', async () => {
    const { canvas, ada } = await twoAtANote(rig, lines(14).join('\n'))
    const server = rig.onServer(canvas)
    await beginTyping(ada, 'End')
    await ada.page.keyboard.press('Escape')
    await fieldOf(ada).waitFor({ state: 'detached' })
    await beginTyping(ada, 'End')
    await ada.page.keyboard.type('!')
    const { version } = await server.version(3)
    expect(await noteOn(canvas)).toEqual({ text: `${fourteen.text}!`, size: [300, 402] })
    await ada.page.keyboard.press('Control+z')
    await server.version(version + 1)
    expect(await noteOn(canvas)).toEqual({ text: fourteen.text, size: [300, 300] })
    await ada.page.keyboard.press('Control+z')
    await ada.page.keyboard.press('Escape')
    await fieldOf(ada).waitFor({ state: 'detached' })
    await whenSaved(ada)
    expect((await server.state()).version).toBe(version + 1)
  })
})

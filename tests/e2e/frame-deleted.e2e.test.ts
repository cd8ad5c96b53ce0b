import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { announced } from './one-person.ts'
import { lastRowSeen, type Person, pictureOf, whenSaved } from './person.ts'
import { box, putShapes } from './put-shapes.ts'
import { fieldOf } from './two-at-a-note.ts'

const rig = useBrowserRig()

const frame = { id: 'frame-000000', kind: 'frame', position: [280, 180], size: [320, 320], name: 'Plan' }
const child = box('inside', 320, 240, { parentId: frame.id, text: 'kept:' })
const alone = box('alone', 700, 250)

/** Two at a frame with a box in it, and another box, version 1. */
async function twoAtAFrame() {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
  await putShapes(rig.server().url, canvas, { shapes: [frame, child, alone], seenBy: [ada, ben] })
  const shape = async (id: string) => (await server.state()).shapes.find((one) => one.id === id)
  /** Ben takes hold of the frame by its name; what is left to do is one key. */
  const benChoosesFrame = async () => {
    await ben.page.mouse.click(288, 168)
    await announced(ben, 'Frame “Plan” selected')
  }
  /** Ada types into what is in the frame, and it is saved. */
  const typed = async (words: string) => {
    await ada.page.mouse.dblclick(370, 290)
    await fieldOf(ada).waitFor()
    await ada.page.keyboard.press('Control+End')
    await ada.page.keyboard.type(words, { delay: 20 })
    await eventually('it is saved', async () => (await shape(child.id))?.text === `kept:${words}`)
  }
  /** Waits until there is one text, which has all these words. */
  const everyWord = async (words: string) => {
    let seen = ''
    await eventually(
      () => `one text with all words, not ${seen}`,
      async () => {
        const { shapes } = await server.state()
        seen = JSON.stringify(shapes.flatMap(({ kind, text }) => (text === undefined ? [] : [[kind, text]])))
        return seen === JSON.stringify([['text', words]])
      },
    )
  }
  return { ada, ben, page: ada.page, server, shape, benChoosesFrame, typed, everyWord }
}

/** Everything is saved, and both look at the same. */
async function expectSame(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await whenSaved(person)
    await person.page.keyboard.press('Escape')
    await announced(person, 'Nothing selected')
    await person.page.mouse.move(600, 20)
  }
  await eventually('both see the same', async () => {
    const [one, other] = await Promise.all(people.map(pictureOf))
    return one === other
  })
}

/** Nobody is told that anything could not be saved. */
async function expectNothingLost(people: readonly Person[]): Promise<void> {
  await expectSame(people)
  for (const { page } of people)
    expect(await page.getByRole('button', { name: /could not be saved/ }).count()).toBe(0)
}

describe('a frame deleted by the other', () => {
  test('ends the stretching of what is in it; what was done before is kept, and comes back as it was with the frame', async () => {
    const { ada, ben, page, server, shape, benChoosesFrame } = await twoAtAFrame()
    await page.mouse.click(340, 330)
    await announced(ada, 'Rectangle “kept:” selected')
    await drag(page, { x: 424, y: 344 }, { x: 448, y: 380 })
    await server.version(2)
    const stretched = (await shape(child.id))?.size
    if (!Array.isArray(stretched)) throw new Error('it has no size')
    const [width, height] = stretched.map(Number)
    if (width === undefined || height === undefined) throw new Error('it has no size')
    expect(width > 110 && height > 110).toBe(true)
    await page.keyboard.press('Escape')
    await announced(ada, 'Nothing selected')
    await drawRectangle(page, { x: 700, y: 500 })
    await server.version(3)
    await benChoosesFrame()

    await page.mouse.click(340, 330)
    await announced(ada, 'Rectangle “kept:” selected')
    const corner = { x: 320 + width + 4, y: 240 + height + 4 }
    await drag(page, corner, { x: corner.x + 50, y: corner.y + 50 }, { release: false })
    await ben.page.keyboard.press('Delete')
    await server.version(4)
    await eventually('Ada is told', () => lastRowSeen(ada)?.version === 4)
    await page.mouse.move(corner.x + 70, corner.y + 70)
    await page.mouse.up()
    await announced(ada, 'Nothing selected')
    await expectNothingLost([ada, ben])
    const { version, shapes } = await server.state()
    expect([version, shapes.map(({ kind }) => kind)]).toEqual([4, ['rectangle', 'rectangle']])
    expect(shapes.map(({ id }) => id)).toContain(alone.id)

    // Undo is about the own rectangle, and not about what the other did.
    await page.keyboard.press('Control+z')
    expect(await server.shapes(1)).toMatchObject([{ id: alone.id }])
    await page.keyboard.press('Control+Shift+z')
    await server.shapes(2)
    await ben.page.keyboard.press('Control+z')
    await server.shapes(4)
    expect(await shape(child.id)).toMatchObject({ size: stretched, parentId: frame.id })
    // It can be taken hold of again.
    await eventually('Ada sees it', async () => lastRowSeen(ada)?.version === (await server.state()).version)
    await page.mouse.click(340, 330)
    await announced(ada, 'Rectangle “kept:” selected')
    await drag(page, corner, { x: corner.x + 40, y: corner.y + 30 })
    await eventually('it is larger', async () => {
      const size = (await shape(child.id))?.size
      return Array.isArray(size) && Number(size[0]) > width + 20
    })
    await expectNothingLost([ada, ben])
  })

  test('leaves the words somebody has typed into what is in it, as a text that is gone on with', async () => {
    const { ada, ben, page, server, benChoosesFrame, typed, everyWord } = await twoAtAFrame()
    await typed(' every word')
    await benChoosesFrame()
    await whenSaved(ada)
    await ben.page.keyboard.press('Delete')
    await page.getByText('Your text is kept here').waitFor()
    await page.keyboard.type(' and after', { delay: 20 })
    await everyWord('kept: every word and after')
    await page.keyboard.press('Escape')
    await fieldOf(ada).waitFor({ state: 'detached' })
    await expectNothingLost([ada, ben])
    expect((await server.state()).shapes.map(({ kind }) => kind).sort()).toEqual(['rectangle', 'text'])

    // With the frame comes what was saved in it, and what was kept stays.
    await ben.page.keyboard.press('Control+z')
    const back = await server.shapes(4)
    expect(back.find(({ id }) => id === child.id)?.text).toBe('kept: every word')
    expect(back.find(({ kind }) => kind === 'text')?.text).toBe('kept: every word and after')
    await expectNothingLost([ada, ben])
  })

  test('takes no letter away from somebody who types on and on while it goes', async () => {
    const { ada, ben, page, server, benChoosesFrame, typed, everyWord } = await twoAtAFrame()
    await typed(' every word')
    await benChoosesFrame()
    const more = ' of it, those typed while it went as well'
    const isUnderWay = async () => (await fieldOf(ada).inputValue()).length > 22
    await Promise.all([
      page.keyboard.type(more, { delay: 30 }),
      eventually('more is being typed', isUnderWay).then(() => ben.page.keyboard.press('Delete')),
    ])
    await page.getByText('Your text is kept here').waitFor()
    await page.keyboard.type(' and after')
    await everyWord(`kept: every word${more} and after`)
    await page.keyboard.press('Escape')
    await fieldOf(ada).waitFor({ state: 'detached' })
    await expectSame([ada, ben])
    expect((await server.state()).shapes.map(({ kind }) => kind).sort()).toEqual(['rectangle', 'text'])
  })
})

import { describe, expect, test } from 'vitest'
import { readLog, type SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { lastRowSeen, openPage, type Person, pictureOf, saveState, whenSaved } from './person.ts'

const rig = useBrowserRig()

/** Everybody has seen the head of the log, by its hash, and what they look at is the same picture. */
async function expectConverged(canvas: SharedCanvas, people: readonly Person[]): Promise<void> {
  await Promise.all(people.map(whenSaved))
  const head = (await readLog(rig.server().url, canvas)).at(-1)
  for (const person of people) {
    await eventually('the head reaches everybody', () => lastRowSeen(person)?.hash === head?.hash)
    await person.page.keyboard.press('Escape')
    await person.page.keyboard.press('Shift+1')
    await person.page.mouse.move(600, 20)
  }
  // Selections of the others are part of the picture, and arrive a moment later.
  await eventually('everybody sees the same picture', async () => {
    const pictures = await Promise.all(people.map(pictureOf))
    return pictures.every((picture) => picture === pictures[0])
  })
}

describe('two people', () => {
  test('CL1 who draw at once end with the same canvas, and so does one who comes later', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const people = await Promise.all([rig.join(canvas), rig.join(canvas)])
    await Promise.all(
      people.map(async ({ page }, row) => {
        for (let column = 0; column < 4; column++) {
          await drawRectangle(page, { x: 280 + column * 160, y: 180 + row * 240 })
        }
      }),
    )
    await server.shapes(8)
    // Both move everything at the same time: whoever is later in the log wins, shape by shape, on every screen.
    await Promise.all(
      people.map(async ({ page }, index) => {
        await page.keyboard.press('Control+a')
        await page.keyboard.press(index === 0 ? 'ArrowRight' : 'ArrowDown')
      }),
    )
    await eventually('both moves are in the log', async () => (await server.state()).version >= 10)
    const late = await rig.join(canvas)
    await expectConverged(canvas, [...people, late])
  })

  test('PR1 see each other, with names and cursors, and no longer once they have left', async () => {
    const canvas = await rig.makeCanvas()
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    const secondTab = await openPage(ben.context, ben.page.url())
    await saveState(secondTab).filter({ hasText: 'Saved' }).waitFor({ state: 'attached' })
    await ben.page.getByRole('button', { name: 'Share' }).click()
    await ben.page.getByRole('textbox', { name: 'Your name' }).fill('Ben')
    await ben.page.keyboard.press('Enter')
    for (const page of [ben.page, secondTab])
      await page.getByTitle('Ben (you)').first().waitFor({ state: 'attached' })
    await secondTab.close()
    await ben.page.keyboard.press('Escape')
    const people = ada.page.getByRole('list', { name: 'People here' }).getByRole('listitem')
    await people.filter({ hasText: 'Ben' }).waitFor({ state: 'attached' })
    await ben.page.mouse.move(500, 300)
    await ben.page.mouse.move(640, 420, { steps: 4 })
    const cursor = ada.page.locator('[class*=cursor]', { hasText: 'Ben' })
    await cursor.waitFor()
    await eventually('the cursor is where the pointer is', async () => {
      const box = await cursor.boundingBox()
      return box !== null && Math.abs(box.x - 640) < 8 && Math.abs(box.y - 420) < 8
    })
    await ben.context.close()
    await cursor.waitFor({ state: 'detached' })
    await expect.poll(() => people.count()).toBe(1)
  })

  test('PV1 see a shape while it is drawn and no trace of it when it is not', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    const empty = await pictureOf(ben)
    await ada.page.keyboard.press('r')
    await drag(ada.page, { x: 400, y: 300 }, { x: 600, y: 450 }, { release: false })
    await eventually('the preview is painted', async () => (await pictureOf(ben)) !== empty)
    expect((await server.state()).version).toBe(0)
    await ada.page.keyboard.press('Escape')
    await eventually('the preview is gone', async () => (await pictureOf(ben)) === empty)
    await ada.page.mouse.up()
    expect((await server.state()).version).toBe(0)

    // What the other has selected is marked, for as long as it is.
    await drawRectangle(ada.page, { x: 400, y: 300 })
    await eventually('the shape is painted', async () => (await pictureOf(ben)) !== empty)
    await ada.page.mouse.move(600, 20)
    let plain = await pictureOf(ben)
    await eventually('nothing is marked', async () => {
      const before = plain
      plain = await pictureOf(ben)
      return plain === before && lastRowSeen(ben)?.version === 1
    })
    await ada.page.mouse.click(400, 340)
    await eventually('the selection is marked', async () => (await pictureOf(ben)) !== plain)
    await ada.page.keyboard.press('Escape')
    await eventually('the mark is gone', async () => (await pictureOf(ben)) === plain)
  })

  test('UN3 take back what they did themselves, not what the other did', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    await drawRectangle(ada.page, { x: 300, y: 300 })
    const [adas] = await server.shapes(1)
    await drawRectangle(ben.page, { x: 600, y: 300 })
    await server.shapes(2)
    await ada.page.keyboard.press('Control+z')
    const [left] = await server.shapes(1)
    expect(left?.id).not.toBe(adas?.id)
    await ada.page.keyboard.press('Control+z')
    await ada.page.getByText('Nothing of yours left to undo').waitFor()
    await expectConverged(canvas, [ada, ben])
  })

  test('a shape deleted by the other while it is dragged ends the drag and nothing else', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    await drawRectangle(ada.page, { x: 300, y: 300 })
    await drawRectangle(ada.page, { x: 600, y: 300 })
    await server.shapes(2)
    await eventually('both shapes reach Ben', () => lastRowSeen(ben)?.version === 2)
    await ben.page.mouse.click(300, 340)
    await drag(ada.page, { x: 300, y: 340 }, { x: 360, y: 420 }, { release: false })
    await ben.page.keyboard.press('Delete')
    const [left] = await server.shapes(1)
    await eventually('the deletion reaches the one who drags', () => lastRowSeen(ada)?.version === 3)
    await ada.page.mouse.move(380, 440)
    await ada.page.mouse.up()
    await whenSaved(ada)
    await drawRectangle(ada.page, { x: 300, y: 500 })
    expect((await server.shapes(2)).map((shape) => shape.id)).toContain(left?.id)
    await expectConverged(canvas, [ada, ben])
  })
})

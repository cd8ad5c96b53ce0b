import type { Shape } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { readLog, type SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import type { Colour } from './canvas-pixels.ts'
import { seesColours } from './colours-on-page.ts'
import { drag } from './draw-on-page.ts'
import { gateSockets } from './held-messages.ts'
import { announced } from './one-person.ts'
import { lastRowSeen, type Person, saveState, whenSaved } from './person.ts'
import { box, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

/** From behind to the front: two neighbours in the middle, and on each side somebody’s shape that is to go between them. */
const staircase = [
  box('adas', 400, 300, { text: 'Ada’s', fill: '#c81e28' }),
  box('behind', 430, 330, { text: 'Behind', fill: '#14b43c' }),
  box('before', 460, 360, { text: 'Before', fill: '#1e50dc' }),
  box('bens', 490, 390, { text: 'Ben’s', fill: '#e6b414' }),
]
/** Where only Ada’s and the one behind lie on each other, and where only Ben’s and the one before do. */
const adaOverBehind = { x: 440, y: 385 }
const benUnderBefore = { x: 550, y: 400 }
const red: Colour = [200, 30, 40]
const blue: Colour = [30, 80, 220]

const layersOf = ({ page }: Person) => page.getByRole('region', { name: 'Layers' })
const rowOf = (person: Person, name: string) =>
  layersOf(person).getByRole('button', { name: `Rectangle “${name}”`, exact: true })

/** What the list of layers says, from behind to the front. */
async function orderSeen(person: Person): Promise<string> {
  const rows = await layersOf(person).getByRole('listitem').allInnerTexts()
  return rows
    .map((text) => /“(.*)”/.exec(text)?.[1] ?? text)
    .reverse()
    .join()
}

async function openLayers(person: Person): Promise<void> {
  await person.page.keyboard.press('Alt+l')
  await eventually('all are listed', async () => (await orderSeen(person)) === 'Ada’s,Behind,Before,Ben’s')
}

const byIndex = (one: Shape, other: Shape) => (one.index < other.index ? -1 : 1)

/** Everybody has the head of the log and the order of the server, in which no two shapes have one key. Gives that order. */
async function agreedOrder(canvas: SharedCanvas, people: readonly Person[]): Promise<string> {
  await Promise.all(people.map(whenSaved))
  const { shapes } = await rig.onServer(canvas).state()
  expect(new Set(shapes.map(({ index }) => index)).size).toBe(shapes.length)
  const order = shapes.toSorted(byIndex).map(({ text }) => String(text))
  const head = (await readLog(rig.server().url, canvas)).at(-1)
  for (const person of people) {
    await eventually('the head reaches everybody', () => lastRowSeen(person)?.hash === head?.hash)
    await eventually(`${order} is seen`, async () => (await orderSeen(person)) === order.join())
  }
  return order.join()
}

describe('two people who put a shape between the same neighbours', () => {
  test('OP8 by key at the same time: both are between them, in one order for everybody, and on the canvas', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const people = await Promise.all([rig.join(canvas), rig.join(canvas)])
    const gates = await Promise.all(people.map(({ page }) => gateSockets(page)))
    for (const person of people) {
      await person.page.reload()
      await whenSaved(person)
    }
    await putShapes(rig.server().url, canvas, { shapes: staircase, seenBy: people })
    await Promise.all(people.map(openLayers))
    for (const gate of gates) gate.hold('page')
    const [ada, ben] = people
    await ada.page.mouse.click(410, 310)
    await announced(ada, 'Rectangle “Ada’s” selected')
    await ben.page.mouse.click(580, 480)
    await announced(ben, 'Rectangle “Ben’s” selected')
    await Promise.all([ada.page.keyboard.press('Control+]'), ben.page.keyboard.press('Control+[')])
    await eventually('each has put one there', async () => {
      const seen = [await orderSeen(ada), await orderSeen(ben)]
      return seen.join(' ') === 'Behind,Ada’s,Before,Ben’s Ada’s,Behind,Ben’s,Before'
    })
    await eventually('both are on their way', () => gates.every((gate) => gate.holds('page', 'operation')))
    expect((await server.state()).version).toBe(1)
    for (const gate of gates) gate.release('page')
    await server.version(3)
    expect(await agreedOrder(canvas, people)).toBe('Behind,Ada’s,Ben’s,Before')
    const late = await rig.join(canvas)
    for (const person of [...people, late])
      await seesColours(person, [
        [adaOverBehind, red],
        [benUnderBefore, blue],
      ])
  })

  test('OP8 dragged in the list of layers, both without a connection, who come back at once', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    const people = [ada, ben]
    await putShapes(rig.server().url, canvas, { shapes: staircase, seenBy: people })
    await Promise.all(people.map(openLayers))
    rig.expectOutages()
    await Promise.all(people.map(({ context }) => context.setOffline(true)))
    for (const { page } of people) await saveState(page).filter({ hasText: 'Offline' }).waitFor()
    const dropAbove = async (person: Person, name: string) => {
      const [row, target] = [
        await rowOf(person, name).boundingBox(),
        await rowOf(person, 'Behind').boundingBox(),
      ]
      if (row === null || target === null) throw new Error('a row is not there')
      const from = { x: row.x + 30, y: row.y + row.height / 2 }
      await drag(person.page, from, { x: target.x + 30, y: target.y + target.height * 0.3 })
      await saveState(person.page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor()
    }
    await Promise.all([dropAbove(ada, 'Ada’s'), dropAbove(ben, 'Ben’s')])
    expect([await orderSeen(ada), await orderSeen(ben)]).toEqual([
      'Behind,Ada’s,Before,Ben’s',
      'Ada’s,Behind,Ben’s,Before',
    ])
    await Promise.all(people.map(({ context }) => context.setOffline(false)))
    await server.version(3)
    // Both stand right before the same one: whoever came later is the nearer.
    expect(['Behind,Ben’s,Ada’s,Before', 'Behind,Ada’s,Ben’s,Before']).toContain(
      await agreedOrder(canvas, people),
    )
  })
})

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { phone } from './fingers-on-page.ts'
import type { Person } from './person.ts'

const rig = useBrowserRig()

const zoomOf = ({ page }: Person) => page.getByRole('button', { name: /Zoom \d+ %\. Reset/ }).innerText()
const asked = ({ page }: Person) => page.getByRole('status').filter({ hasText: 'asks everyone to follow' })
const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true })
const ownField = ({ page }: Person) => page.getByRole('textbox', { name: 'Write at your cursor' })
/** What people do together has come: whoever is asked from now on is moved. */
const isThere = ({ page }: Person) =>
  page.getByRole('log', { name: 'Words at the cursors of others' }).waitFor({ state: 'attached' })

async function gather(...sizes: readonly ('desk' | 'phone')[]) {
  const canvas = await rig.makeCanvas()
  const people = await Promise.all(
    sizes.map((size) => rig.join(canvas, size === 'phone' ? phone : undefined)),
  )
  await Promise.all(people.map(isThere))
  const others = ({ page }: Person) => page.getByRole('list', { name: 'People here' }).getByRole('listitem')
  for (const person of people)
    await eventually('everybody is here', async () => (await others(person).count()) === people.length)
  return { canvas, people, server: rig.onServer(canvas) }
}

async function fromPalette(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(name)
  await page.getByRole('option', { name }).waitFor()
  await page.keyboard.press('Enter')
}

async function askEveryone({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Guest (You)' }).click()
  await page.getByRole('menuitem', { name: 'Ask everyone to follow me' }).click()
  await page.getByText('You are asking everyone to follow').waitFor()
}

const sameZoom = (one: Person, other: Person) =>
  eventually('both see it as large', async () => (await zoomOf(other)) === (await zoomOf(one)))

/** Zooms in until the other sees it in the same way. */
async function leads(asker: Person, follower: Person): Promise<void> {
  const before = await zoomOf(asker)
  await asker.page.keyboard.press('Control+=')
  await eventually('the own view changes', async () => (await zoomOf(asker)) !== before)
  await sameZoom(asker, follower)
}

describe('asking everyone to follow', () => {
  test('PR3 brings who is free, on a phone too; there is a way out, a way back and an end', async () => {
    const { canvas, people } = await gather('desk', 'desk', 'phone')
    const [ann, ben, cy] = people as [Person, Person, Person]
    await askEveryone(ann)
    await Promise.all([ben, cy].map((person) => button(person, 'Stop').waitFor()))
    await ann.page.getByText('2 people follow').waitFor()
    await leads(ann, ben)
    const banner = await asked(cy).boundingBox()
    expect(banner).not.toBeNull()
    expect((banner?.x ?? -1) >= 0 && (banner?.x ?? 0) + (banner?.width ?? 1_000) <= 390).toBe(true)

    // Out by Escape, by an own move, by the button; back by the other button.
    await ben.page.keyboard.press('Escape')
    await button(ben, 'Follow').click()
    await button(ben, 'Stop').waitFor()
    await leads(ann, ben)
    await ben.page.mouse.move(600, 400)
    await ben.page.mouse.wheel(0, 120)
    await button(ben, 'Follow').waitFor()
    await button(cy, 'Stop').tap()
    await button(cy, 'Not now').tap()
    await asked(cy).waitFor({ state: 'detached' })
    await ann.page.getByText('Nobody follows yet').waitFor()

    // Who comes late is offered it.
    const dee = await rig.join(canvas)
    await button(dee, 'Follow').click()
    await button(dee, 'Stop').waitFor()
    await leads(ann, dee)

    await Promise.all([
      dee.page.getByText('no longer asks everyone to follow').waitFor(),
      button(ann, 'End').click(),
    ])
    await Promise.all([ben, dee].map((person) => asked(person).waitFor({ state: 'detached' })))
    expect(await dee.page.getByText('Following Guest').count()).toBe(0)
  })

  test('PR3 nobody is moved while drawing or typing; it ends with who asks', async () => {
    const { people, server } = await gather('desk', 'desk', 'desk')
    const [ann, ben, cy] = people as [Person, Person, Person]
    await drawRectangle(ann.page, { x: 400, y: 300 })
    await server.shapes(1)
    await ann.page.keyboard.press('Control+=')

    await ben.page.keyboard.press('r')
    await drag(ben.page, { x: 600, y: 500 }, { x: 700, y: 560 }, { release: false })
    await cy.page.keyboard.press('t')
    await cy.page.mouse.click(700, 300)
    const text = cy.page.getByRole('textbox', { name: 'Edit text' })
    await text.waitFor()
    await fromPalette(ann.page, 'Ask everyone to follow me')
    await Promise.all([ben, cy].map((person) => button(person, 'Follow').waitFor()))
    await cy.page.keyboard.type('still here')
    await ben.page.mouse.move(720, 580)
    await ben.page.mouse.up()
    await cy.page.keyboard.press('Escape')
    await eventually('the words are kept', async () =>
      (await server.shapes(3)).some(({ text: words }) => words === 'still here'),
    )
    const boxes = (await server.state()).shapes.filter(({ kind }) => kind === 'rectangle')
    expect(boxes.map(({ size }) => size)).toEqual([
      [120, 80],
      [120, 80],
    ])
    expect(await zoomOf(ben)).toBe('100 %')
    expect(await zoomOf(cy)).toBe('100 %')

    // Following, but with a hand on something: the view waits for the hand.
    await button(ben, 'Follow').click()
    await sameZoom(ann, ben)
    const zoom = await zoomOf(ben)
    await drag(ben.page, { x: 300, y: 600 }, { x: 340, y: 640 }, { release: false })
    await button(cy, 'Follow').click()
    await leads(ann, cy)
    expect(await zoomOf(ben)).toBe(zoom)
    await ben.page.mouse.up()
    await sameZoom(ann, ben)

    // The next one to ask takes over; who asked before is told, and led.
    await askEveryone(cy)
    await button(ann, 'Stop').waitFor()
    await Promise.all([
      ...[ann, ben].map((person) => person.page.getByText('has left').waitFor()),
      cy.context.close(),
    ])
    await Promise.all([ann, ben].map((person) => asked(person).waitFor({ state: 'detached' })))
  })
})

describe('words at the cursor', () => {
  test('PR2 are seen while they are typed, as text alone, end with Enter, Escape or a silence, and leave no row', async () => {
    const { people, server } = await gather('desk', 'desk')
    const [ann, ben] = people as [Person, Person]
    const { version } = await server.state()
    const { page } = ann
    const seen = (text: string) => ben.page.locator('[aria-hidden] > div').getByText(text, { exact: true })
    const noneSeen = () =>
      ben.page.locator('[aria-hidden] > div > [dir=auto]:not(:empty)').waitFor({ state: 'detached' })
    /** Types while the time of the page stands still: however slow the others are, the words are there until it goes on. */
    const say = async (words: string) => {
      await ownField(ann).and(page.locator(':focus')).waitFor()
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000)
      await page.keyboard.type(words)
      await page.clock.runFor(500)
    }
    await page.mouse.move(1_150, 760)
    await page.keyboard.press('/')
    await say('<b>hello</b>')
    await seen('<b>hello</b>').waitFor()
    // In the corner of the window, and still whole.
    const box = await seen('<b>hello</b>').boundingBox()
    expect((box?.x ?? 9_999) + (box?.width ?? 0)).toBeLessThanOrEqual(1_200)
    expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(800)
    await ben.page.getByRole('log').getByText('Guest: <b>hello</b>').waitFor({ state: 'attached' })
    await page.keyboard.type(` ${'x'.repeat(100)}`)
    await page.clock.runFor(500)
    await seen(`<b>hello</b> ${'x'.repeat(67)}`).waitFor()
    await page.keyboard.press('Enter')
    await ownField(ann).waitFor({ state: 'detached' })
    await noneSeen()
    await page.clock.resume()

    // The keyboard is the canvas' again; and from the palette it is the same.
    await fromPalette(page, 'Write at my cursor')
    await ownField(ann).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await say('again')
    await seen('again').waitFor()
    await page.keyboard.press('Escape')
    await noneSeen()
    await page.clock.resume()

    // Who does not go on for some seconds has said it.
    await page.keyboard.press('/')
    await say('and then')
    await seen('and then').waitFor()
    await page.clock.runFor(10_000)
    await noneSeen()
    await ownField(ann).waitFor({ state: 'detached' })
    expect((await server.state()).version).toBe(version)
  })
})

import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { pictureOf, whenSaved } from './person.ts'

const rig = useBrowserRig({ installsApp: true })

describe('the first minute', () => {
  test('the address opens on a fresh canvas with a hint that vanishes with the first shape, for good', async () => {
    const person = await rig.open(rig.server().url)
    await whenSaved(person)
    const { page } = person
    await page.waitForURL(/\/c\/[0-9a-f-]{36}$/)
    const hint = page.getByText('A fresh canvas')
    await hint.waitFor()
    const blank = await pictureOf(person)
    await drawRectangle(page, { x: 300, y: 250 })
    await hint.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Explore a demo board' }).waitFor({ state: 'detached' })
    await whenSaved(person)
    const drawn = await pictureOf(person)
    expect(drawn).not.toBe(blank)

    // what is empty again is not fresh
    await page.keyboard.press('Control+z')
    await eventually('the shape is gone', async () => (await pictureOf(person)) === blank)
    expect(await hint.count()).toBe(0)

    // as long a name as everywhere
    await page.getByTitle('Rename canvas').click()
    const name = page.getByRole('textbox', { name: 'Canvas name' })
    await name.and(page.locator(':focus')).waitFor()
    await page.keyboard.insertText('n'.repeat(120))
    expect((await name.inputValue()).length).toBe(100)
  })

  test('a demo board has a history by three people, with named versions', async () => {
    const person = await rig.open(rig.server().url)
    await whenSaved(person)
    const { page } = person
    const own = page.url()
    await page.getByRole('button', { name: 'Explore a demo board' }).click()
    await page.waitForURL((url) => url.href !== own)
    await page
      .getByRole('textbox', { name: 'Canvas name' })
      .or(page.getByText('A board to explore'))
      .first()
      .waitFor()
    await whenSaved(person)
    await page.getByRole('button', { name: 'History' }).click()
    await page.getByRole('slider', { name: 'Version' }).press('Home')
    await page.getByText('Version 1 of 21').waitFor()
    for (const name of ['First sketch', 'After the review', 'Ready to explore']) {
      await page.getByRole('button', { name }).waitFor()
    }
    await page.getByRole('button', { name: 'After the review' }).click()
    await page.getByText('Grace', { exact: false }).first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})

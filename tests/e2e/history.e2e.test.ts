import type { Checkpoint } from '@flowstate/protocol'
import type { Page, Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { callApi } from '../faults/public-api.ts'
import { axeFindings } from './axe-findings.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { colourAt } from './canvas-pixels.ts'
import { drawRectangle } from './draw-on-page.ts'
import { phone } from './fingers-on-page.ts'
import { pictureOf } from './person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

async function openTimeline(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('slider', { name: 'Version' }).waitFor()
}

describe('the timeline', () => {
  test('RS1 restores an older version from its picture, on a phone, for everybody, and the restore can be undone', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas, phone), rig.join(canvas)])
    const { page } = ada
    for (const x of [300, 480, 660]) await drawRectangle(ben.page, { x, y: 250 })
    await server.shapes(3)
    const full = await pictureOf(ben)
    const [first, head] = [await server.state(1), await server.state()]

    const { url } = rig.server()
    for (let review = 1; review <= 6; review++) {
      const body = { name: `After review ${review}`, version: 2 }
      const path = `/canvases/${canvas.canvasId}/versions`
      await callApi(url, 'POST', path, { token: canvas.owner.token, body })
    }

    await openTimeline(page)
    // many names scroll in their row, and push nothing off the screen
    const drawer = page.getByRole('region', { name: 'History' })
    const firstName = drawer.getByRole('button', { name: 'After review 1' })
    await firstName.waitFor()
    for (const part of ['Close', 'Restore this version']) {
      const at = await drawer.getByRole('button', { name: part }).boundingBox()
      expect(at === null ? Number.NaN : at.x + at.width).toBeLessThanOrEqual(phone.viewport.width)
    }
    await firstName.tap()
    await page.getByText('Version 2 of 3').waitFor()
    await page.getByRole('slider', { name: 'Version' }).press('Home')
    await page.getByText('Version 1 of 3').waitFor()
    await page.getByRole('button', { name: 'Restore this version' }).tap()
    await page.getByRole('dialog').getByRole('button', { name: 'Restore this version' }).tap()
    await page.getByText('Restored version 1').waitFor()
    expect((await server.version(4)).stateHash).toBe(first.stateHash)
    await eventually('the other sees the restore', async () => (await pictureOf(ben)) !== full)

    await page.getByRole('button', { name: 'Undo' }).tap()
    expect((await server.version(5)).stateHash).toBe(head.stateHash)
    await eventually('the other sees the undo', async () => (await pictureOf(ben)) === full)
  })

  test('RS1 RS2 the past is compared with now, and single shapes are made as they were', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const { url } = rig.server()
    const set = (name: string, cells: object) =>
      change(url, canvas, [{ kind: 'update', id: name.padEnd(10, '0'), set: cells }])
    await change(
      url,
      canvas,
      ['m', 'w', 'g'].map((name, i) => ({ kind: 'create', shape: box(name, 300 + i * 200, 250) })),
    )
    await set('m', { position: [300, 450] })
    await set('w', { text: 'Now with words' })
    await change(url, canvas, [
      { kind: 'delete', ids: ['g'.padEnd(10, '0')] },
      { kind: 'create', shape: box('n', 500, 450) },
    ])
    const { page } = await rig.join(canvas)
    await openTimeline(page)
    await page.getByRole('slider', { name: 'Version' }).press('Home')
    await page.getByText('Version 1 of 4').waitFor()
    await page.getByRole('button', { name: 'Compare with now' }).click()
    const panel = page.getByRole('region', { name: 'Since version 1' })
    await panel.getByText('2 changed · 1 gone · 1 new').waitFor()
    expect(await panel.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/Rectangle\s+moved/),
      expect.stringMatching(/Now with words.\s+words/),
      expect.stringMatching(/Rectangle\s+gone/),
      expect.stringMatching(/Rectangle\s+new/),
    ])
    expect(await page.locator('svg rect[data-way]').count()).toBe(4)
    expect(await axeFindings(page)).toEqual([])

    const restore = panel.getByRole('button', { name: /as it was|as they were/ })
    expect(await restore.isDisabled()).toBe(true)
    await panel.getByRole('listitem').nth(0).getByRole('checkbox').check()
    await panel.getByRole('listitem').nth(2).getByRole('checkbox').check()
    await panel.getByRole('button', { name: 'Make 2 as they were' }).click()
    const { shapes } = await server.version(5)
    expect(shapes.map(({ id, position, text }) => [id[0], position, text]).sort()).toEqual([
      ['g', [700, 250], undefined],
      ['m', [300, 250], undefined],
      ['n', [500, 450], undefined],
      ['w', [500, 250], 'Now with words'],
    ])
    // What is as it was is no difference any more.
    await panel.getByText('1 changed · 0 gone · 1 new').waitFor()
    await page.getByRole('button', { name: 'Compare with now' }).click()
    await panel.waitFor({ state: 'detached' })
    expect(await page.locator('svg rect[data-way]').count()).toBe(0)
  })

  test('RS3 a version gets a name, the name leads back to it, and others find it', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const [ada, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
    await drawRectangle(ada.page, { x: 300, y: 250 })
    await server.shapes(1)
    await openTimeline(ada.page)
    await ada.page.getByRole('button', { name: 'Name this version' }).click()
    await ada.page.keyboard.type('Before the review')
    await ada.page.keyboard.press('Enter')
    await ada.page.getByRole('button', { name: 'Before the review', exact: true }).waitFor()
    const path = `/canvases/${canvas.canvasId}/versions`
    const { items } = await callApi<{ items: Checkpoint[] }>(rig.server().url, 'GET', path, {
      token: canvas.owner.token,
    })
    expect(items).toMatchObject([{ name: 'Before the review', version: 1 }])

    await drawRectangle(ben.page, { x: 480, y: 250 })
    await server.shapes(2)
    await openTimeline(ben.page)
    await ben.page.getByText('Version 2 of 2').waitFor()
    const chip = (name: string) => ben.page.getByRole('button', { name, exact: true })
    await chip('Before the review').click()
    await ben.page.getByText('Version 1 of 2').waitFor()

    // The name can be changed and taken away, and the version stays what it was.
    const first = await server.state(1)
    await chip('Change the name of “Before the review”').click()
    await ben.page.keyboard.type('As agreed')
    await ben.page.keyboard.press('Enter')
    await chip('As agreed').waitFor()
    expect(await chip('Before the review').count()).toBe(0)
    await chip('Change the name of “As agreed”').click()
    await chip('Remove the name').click()
    await ben.page.getByText('No version has a name yet.').waitFor()
    expect((await server.state(1)).stateHash).toBe(first.stateHash)
  })

  test('while a version is read the last picture stays, and a word says so where that takes long', async () => {
    const canvas = await rig.makeCanvas()
    const person = await rig.join(canvas)
    const { page } = person
    for (const x of [300, 480]) await drawRectangle(page, { x, y: 250 })
    await rig.onServer(canvas).shapes(2)
    // Its left side and what is beside it.
    const isSecondSeen = async () => {
      const [line, paper] = [
        await colourAt(page, { x: 480, y: 290 }),
        await colourAt(page, { x: 450, y: 290 }),
      ]
      return line !== undefined && paper !== undefined && String(line) !== String(paper)
    }
    const held: Route[] = []
    await page.route('**/state?at=*', (route) => void held.push(route))
    const letGo = () => Promise.all(held.splice(0).map((route) => route.continue()))
    await openTimeline(page)
    await eventually('the newest version is asked for', async () => held.length === 1)
    await eventually('the canvas is seen', isSecondSeen)
    await letGo()
    await page.getByRole('slider', { name: 'Version' }).press('Home')
    await page.getByText('Version 1 of 2 · reading…').waitFor()
    expect(await isSecondSeen()).toBe(true)
    await letGo()
    await page.getByText('reading…').waitFor({ state: 'detached' })
    await eventually('the first version is seen', async () => !(await isSecondSeen()))
  })

  test('RS1 looking at the past changes nothing and moves nothing', async () => {
    const canvas = await rig.makeCanvas()
    const server = rig.onServer(canvas)
    const person = await rig.join(canvas)
    for (const x of [300, 480]) await drawRectangle(person.page, { x, y: 250 })
    await server.shapes(2)
    const before = await pictureOf(person)
    await openTimeline(person.page)
    for (const key of ['Home', 'End', 'ArrowLeft']) {
      await person.page.getByRole('slider', { name: 'Version' }).press(key)
    }
    await person.page.getByText('Version 1 of 2').waitFor()
    await person.page.getByRole('button', { name: 'Restore this version' }).click()
    await person.page.getByRole('dialog').waitFor()
    await person.page.keyboard.press('Escape')
    await person.page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await person.page.getByText('Version 1 of 2').count()).toBe(1)
    await person.page.keyboard.press('Escape')
    await person.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
    await eventually('the canvas looks as before', async () => (await pictureOf(person)) === before)
    expect((await server.state()).version).toBe(2)
  })
})

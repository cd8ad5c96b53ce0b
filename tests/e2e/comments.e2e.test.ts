import type { CreatedShare, ShareScope } from '@flowstate/protocol'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { callApi, type SharedCanvas } from '../faults/public-api.ts'
import { axeFindings } from './axe-findings.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { chooseTool } from './draw-on-page.ts'
import { phone } from './fingers-on-page.ts'
import { lastRowSeen, type Person, whenSaved } from './person.ts'
import { box, change, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

const pinOf = ({ page }: Person, text: string) =>
  page.getByRole('button', { name: new RegExp(`omment by .*${text}`) })
const threadOf = ({ page }: Person) => page.getByRole('dialog', { name: /Comment thread|New comment/ })
const list = ({ page }: Person) => page.getByRole('dialog', { name: 'Comments' })

async function enter(canvas: SharedCanvas, scope: ShareScope): Promise<Person> {
  const path = `/canvases/${canvas.canvasId}/shares`
  const body = { scope }
  const { token } = await callApi<CreatedShare>(rig.server().url, 'POST', path, {
    token: canvas.owner.token,
    body,
  })
  const person = await rig.open(`${rig.server().url}/c/${canvas.canvasId}#share=${token}`)
  await whenSaved(person)
  return person
}

/** Takes the tool with its key, clicks and writes. */
async function comment(person: Person, at: { x: number; y: number }, text: string): Promise<void> {
  const { page } = person
  await page.getByRole('button', { name: 'Comment', exact: true }).waitFor()
  await page.keyboard.press('c')
  await page.mouse.click(at.x, at.y)
  await page.getByRole('textbox', { name: 'Write a comment' }).fill(text)
  await page.keyboard.press('Enter')
  await threadOf(person).getByRole('listitem').getByText(text).waitFor()
}

async function close(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape')
  await threadOf(person).waitFor({ state: 'detached' })
}

/** Waits until the pin has gone so far from where it was. */
async function whenMoved(pin: Locator, from: { x: number; y: number }, by: { x: number; y: number }) {
  await eventually('the pin goes with its shape', async () => {
    const now = await pin.boundingBox()
    return now !== null && Math.abs(now.x - from.x - by.x) < 1.5 && Math.abs(now.y - from.y - by.y) < 1.5
  })
}

async function axeIsContent(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`[data-theme="${colorScheme}"]`).waitFor({ state: 'attached' })
    expect(await axeFindings(page)).toEqual([])
  }
}

describe('comments', () => {
  test('CO3 CO6 CO7 two people and one who may only comment speak about a shape, which moves and is deleted', async () => {
    const canvas = await rig.makeCanvas()
    const { url } = rig.server()
    const [ada, ben, mia] = [await rig.join(canvas), await rig.join(canvas), await enter(canvas, 'comment')]
    await putShapes(url, canvas, { shapes: [box('house', 300, 200)], seenBy: [ada, ben, mia] })

    await comment(ada, { x: 390, y: 210 }, 'Is this a house?')
    await pinOf(ben, 'Is this a house').click()
    await threadOf(ben).getByRole('textbox', { name: 'Reply' }).fill('A garage, with a lamp')
    await ben.page.keyboard.press('Enter')
    await threadOf(ada).getByText('A garage, with a lamp').waitFor()
    await threadOf(ada).getByRole('button', { name: 'Add a reaction' }).last().click()
    await threadOf(ada).getByRole('button', { name: 'React with: Heart' }).click()
    await threadOf(ben).getByRole('button', { name: 'Heart, 1 person' }).waitFor()
    await close(ben)

    // who may comment and not draw
    expect(await mia.page.getByRole('button', { name: 'Rectangle' }).count()).toBe(0)
    await comment(mia, { x: 700, y: 300 }, 'Here is room')
    await mia.page.getByRole('button', { name: 'Edit comment' }).click()
    const field = mia.page.getByRole('textbox', { name: 'Edit comment' })
    await field.and(mia.page.locator(':focus')).waitFor()
    await mia.page.keyboard.type(' for a tree')
    await field.press('Enter')
    await field.waitFor({ state: 'detached' })
    await close(mia)
    await pinOf(mia, 'Is this a house').click()
    await threadOf(mia).getByText('A garage').waitFor()
    expect(
      await threadOf(mia)
        .getByRole('button', { name: /Resolve|Delete|Edit/ })
        .count(),
    ).toBe(0)
    await pinOf(ada, 'Here is room for a tree').waitFor()
    await ada.page.getByRole('button', { name: 'Comments, with something new' }).waitFor()
    expect(lastRowSeen(ada)?.version).toBe(1)

    // the pin goes with the shape, and stays where the shape was last
    const pin = pinOf(ben, 'Is this a house')
    const before = await pin.boundingBox()
    if (before === null) throw new Error('the pin is not in sight')
    await change(url, canvas, [{ kind: 'update', id: 'house00000', set: { position: [420, 260] } }])
    await whenMoved(pin, before, { x: 120, y: 60 })
    await ben.page.mouse.move(600, 500)
    await ben.page.mouse.wheel(40, 30)
    await whenMoved(pin, before, { x: 80, y: 30 })
    await ben.page.mouse.wheel(-40, -30)
    await change(url, canvas, [{ kind: 'delete', ids: ['house00000'] }])
    await threadOf(ada).getByText('The shape was deleted').waitFor()
    await whenMoved(pin, before, { x: 120, y: 60 })
    await ada.page.getByRole('button', { name: 'Show version 1' }).click()
    await ada.page.getByText('Version 1 of 3').waitFor()
  })

  test('CO4 CO7 the list leads to every thread; what is resolved moves over; the last message takes its thread along', async () => {
    const canvas = await rig.makeCanvas()
    const { url } = rig.server()
    const [ada, ben] = [await rig.join(canvas), await rig.join(canvas)]
    await putShapes(url, canvas, { shapes: [box('house', 300, 200)], seenBy: [ada, ben] })
    await comment(ada, { x: 350, y: 250 }, 'About the house')
    await close(ada)
    await chooseTool(ada.page, 'Comment')
    await ada.page.mouse.move(600, 300)
    await ada.page.mouse.down()
    await ada.page.mouse.move(760, 420, { steps: 4 })
    await ada.page.mouse.up()
    await ada.page.getByRole('textbox', { name: 'Write a comment' }).fill('About this part')
    await ada.page.keyboard.press('Enter')
    await threadOf(ada).getByRole('listitem').getByText('About this part').waitFor()

    await change(url, canvas, [{ kind: 'update', id: 'house00000', set: { position: [5_000, 200] } }])
    await change(url, canvas, [{ kind: 'delete', ids: ['house00000'] }])
    await ben.page.getByRole('button', { name: 'Comments, with something new' }).click()
    const row = list(ben).getByRole('button', { name: /About the house/ })
    await row.getByText('New').waitFor()
    await row.press('Enter')
    await threadOf(ben).getByText('The shape was deleted').waitFor()
    await pinOf(ben, 'About the house').waitFor()
    await axeIsContent(ben.page)
    await row.getByText('New').waitFor({ state: 'detached' })
    await threadOf(ben).getByRole('button', { name: 'Resolve' }).click()
    await list(ben).getByRole('radio', { name: 'Resolved' }).click()
    await row.waitFor()
    await pinOf(ada, 'About the house').waitFor({ state: 'detached' })
    await threadOf(ben).getByRole('button', { name: 'Open again' }).click()
    await list(ben).getByText('Nothing resolved yet').waitFor()
    await close(ben)

    // somebody who comes later is led to where the shape was last, which the history knows
    const late = await rig.join(canvas)
    await pinOf(late, 'About this part').waitFor()
    await late.page.getByRole('button', { name: 'Comments, with something new' }).click()
    await eventually('the list leads to where the shape was last', async () => {
      await list(late)
        .getByRole('button', { name: /About the house/ })
        .click()
      const others = await pinOf(late, 'About this part').count()
      return others === 0 && (await pinOf(late, 'About the house').count()) === 1
    })

    await threadOf(ada).getByRole('button', { name: 'Delete comment' }).click()
    await ada.page
      .getByRole('dialog', { name: 'Delete this comment?' })
      .getByRole('button', { name: 'Delete' })
      .click()
    await threadOf(ada).waitFor({ state: 'detached' })
    await list(ben).getByRole('radio', { name: 'Open' }).click()
    await list(ben)
      .getByRole('button', { name: /About this part/ })
      .waitFor({ state: 'detached' })
    await row.waitFor()
  })

  test('a comment that is closed before it is sent is gone on with, and gone once it is sent', async () => {
    const ada = await rig.join(await rig.makeCanvas())
    const { page } = ada
    const field = page.getByRole('textbox', { name: 'Write a comment' })
    await page.getByRole('button', { name: 'Comment', exact: true }).waitFor()
    await page.keyboard.press('c')
    await page.mouse.click(400, 300)
    await field.fill('Half a thou')
    await close(ada)
    await page.keyboard.press('c')
    await page.mouse.click(600, 400)
    await field.waitFor()
    await page.keyboard.type('ght')
    await page.keyboard.press('Enter')
    await threadOf(ada).getByRole('listitem').getByText('Half a thought').waitFor()

    const reply = page.getByRole('textbox', { name: 'Reply' })
    await reply.fill('And then')
    await close(ada)
    await page.keyboard.press('c')
    await page.mouse.click(400, 300)
    await field.waitFor()
    expect(await field.inputValue()).toBe('')
    await close(ada)
    await pinOf(ada, 'Half a thought').click()
    await reply.waitFor()
    expect(await reply.inputValue()).toBe('And then')
  })

  test('CO6 without a connection what is written waits in its field; on a phone the thread is a sheet, and viewers read', async () => {
    const canvas = await rig.makeCanvas()
    const ada = await rig.join(canvas, phone)
    await ada.page.getByRole('button', { name: 'Comment', exact: true }).tap()
    await ada.page.touchscreen.tap(200, 300)
    const field = ada.page.getByRole('textbox', { name: 'Write a comment' })
    await field.fill('Written in a tunnel')
    rig.expectOutages()
    await ada.context.setOffline(true)
    await threadOf(ada).getByText('Comments need the connection').waitFor()
    expect(await threadOf(ada).getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
    await ada.context.setOffline(false)
    await whenSaved(ada)
    await threadOf(ada).getByRole('button', { name: 'Send' }).tap()
    await threadOf(ada).getByRole('button', { name: 'Delete comment' }).waitFor()
    await axeIsContent(ada.page)
    const viewer = await enter(canvas, 'view')
    await pinOf(viewer, 'Written in a tunnel').click()
    await threadOf(viewer).getByText('You can read comments here').waitFor()
    expect(await threadOf(viewer).getByRole('textbox').count()).toBe(0)
    expect(await viewer.page.getByRole('button', { name: 'Comment', exact: true }).count()).toBe(0)
  })
})

import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { type Person, pictureOf, saveState, whenSaved } from './person.ts'
import { damageCopies, whenCopied, whenNothingIsCopied, whenWorkerIsReady } from './stored-copies.ts'

/** Of its own, since it is killed. */
const rig = useBrowserRig({ server: {}, installsApp: true })

/** Somebody who has drawn one rectangle and may lose the connection now. */
async function readyToLeave(): Promise<{
  readonly person: Person
  readonly canvas: Awaited<ReturnType<typeof rig.makeCanvas>>
  readonly server: ReturnType<typeof rig.onServer>
}> {
  rig.expectOutages()
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const person = await rig.join(canvas)
  await drawRectangle(person.page, { x: 300, y: 250 })
  await server.shapes(1)
  await whenSaved(person)
  await whenCopied(person.page, 1)
  await whenWorkerIsReady(person.page)
  return { person, canvas, server }
}

async function showAll(person: Person): Promise<string> {
  await person.page.keyboard.press('Shift+1')
  return pictureOf(person)
}

/** The page is loaded anew where nobody answers: the canvas is there, can be drawn on, and keeps what is drawn. */
async function workOffline({ page, ...rest }: Person, before: string): Promise<void> {
  await page.reload()
  await saveState(page).filter({ hasText: 'Offline' }).waitFor({ state: 'attached' })
  await eventually('the canvas looks as before', async () => (await showAll({ page, ...rest })) === before)
  await drawRectangle(page, { x: 300, y: 250 })
  await saveState(page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor({ state: 'attached' })
  const drawn = await showAll({ page, ...rest })
  expect(drawn).not.toBe(before)
  await page.reload()
  await saveState(page).filter({ hasText: 'Offline, 1 change waiting' }).waitFor({ state: 'attached' })
  await eventually('the drawing is kept', async () => (await showAll({ page, ...rest })) === drawn)
}

describe('without a connection', () => {
  test('CL6 the server is gone: a canvas seen before opens, is drawn on, and all is saved when the server is back', async () => {
    const { person, canvas, server } = await readyToLeave()
    const before = await showAll(person)
    rig.server().kill('SIGKILL')
    await workOffline(person, before)
    await rig.restartServer()
    await whenSaved(person)
    await server.shapes(2)
    const ben = await rig.join(canvas)
    expect(await showAll(ben)).toBe(await showAll(person))
  })

  test('CL6 the network is gone: the same, and it goes on by itself when it is back', async () => {
    const { person, canvas, server } = await readyToLeave()
    const before = await showAll(person)
    await person.context.setOffline(true)
    await workOffline(person, before)
    await person.context.setOffline(false)
    await whenSaved(person)
    await server.shapes(2)
    const ben = await rig.join(canvas)
    expect(await showAll(ben)).toBe(await showAll(person))
  })

  test('CL6 a canvas never open here says so, and opens when the connection is back', async () => {
    const { person } = await readyToLeave()
    const other = await rig.makeCanvas()
    await person.context.setOffline(true)
    await person.page.goto(`${rig.server().url}/c/${other.canvasId}`)
    await person.page.getByRole('heading', { name: 'No connection' }).waitFor()
    await person.page.getByText('has not been open in this browser yet').waitFor()
    await person.context.setOffline(false)
    // it is not shared with this person: that is the server's to say, and it is asked again
    await person.page.getByText('There is no canvas here, or it is not shared with you.').waitFor()
  })

  test('CL6 a canvas never open here opens when the server is back, of which no browser tells', async () => {
    const { person } = await readyToLeave()
    const { url } = rig.server()
    const other = await rig.makeCanvas()
    rig.server().kill('SIGKILL')
    await person.page.goto(`${url}/c/${other.canvasId}`)
    await person.page.getByRole('heading', { name: 'No connection' }).waitFor()
    await rig.restartServer()
    await person.page.getByText('There is no canvas here, or it is not shared with you.').waitFor()
  })

  test('UN8 draw three, undo two, redo one: the server, this client and another agree', async () => {
    const { person, canvas, server } = await readyToLeave()
    const ben = await rig.join(canvas)
    const { page } = person
    await person.context.setOffline(true)
    await page.reload()
    await saveState(page).filter({ hasText: 'Offline' }).waitFor({ state: 'attached' })
    await page
      .getByRole('button', { name: 'Undo: when the connection is back' })
      .waitFor({ state: 'attached' })
    const waiting = (count: number) =>
      saveState(page)
        .filter({ hasText: `Offline, ${count} changes waiting` })
        .waitFor({ state: 'attached' })
    const click = (name: string) => page.getByRole('button', { name, exact: true }).click()
    for (const x of [480, 660, 840]) await drawRectangle(page, { x, y: 300 })
    await waiting(3)
    const drawn = await pictureOf(person)
    await page.keyboard.press('Control+z')
    await waiting(4)
    await eventually('the third is gone at once', async () => (await pictureOf(person)) !== drawn)
    await click('Undo')
    await waiting(5)
    await click('Redo')
    await waiting(6)
    await person.context.setOffline(false)
    await whenSaved(person)
    const { stateHash, shapes } = await server.version(7)
    expect(shapes).toHaveLength(3)
    expect(await whenCopied(page, 7)).toBe(stateHash)
    expect(await whenCopied(ben.page, 7)).toBe(stateHash)
  })
})

describe('what is kept', () => {
  test('CL6 a damaged copy is ignored and the canvas fetched anew', async () => {
    const { person, canvas, server } = await readyToLeave()
    const { page } = person
    const before = await showAll(person)
    await page.goto(`${rig.server().url}/flowstate.svg`)
    await damageCopies(page)
    await page.goto(`${rig.server().url}/c/${canvas.canvasId}`)
    await whenSaved(person)
    await eventually('the canvas looks as before', async () => (await showAll(person)) === before)
    expect(await whenCopied(page, 1)).toBe((await server.state()).stateHash)
  })

  test('CL6 who signs out leaves nothing here', async () => {
    const { person, canvas } = await readyToLeave()
    const { page } = person
    await page.evaluate(() =>
      fetch('/api/v1/auth/logout', {
        method: 'POST',
        headers: { 'x-flowstate-web': '1', 'content-type': 'application/json' },
        body: '{}',
      }),
    )
    await page.reload()
    await whenNothingIsCopied(page)
    await page.getByText('There is no canvas here, or it is not shared with you.').waitFor()
    await page.context().setOffline(true)
    await page.goto(`${rig.server().url}/c/${canvas.canvasId}`)
    await page.getByRole('heading', { name: 'No connection' }).waitFor()
  })
})

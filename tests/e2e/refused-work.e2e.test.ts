import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drawRectangle } from './draw-on-page.ts'
import { gateSockets } from './held-messages.ts'
import { saveState, whenSaved } from './person.ts'
import { box, change, putShapes } from './put-shapes.ts'

const rig = useBrowserRig()

test('what is drawn is being saved until the server has said that it is, wherever it is on its way', async () => {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const ada = await rig.join(canvas)
  const { page } = ada
  const gate = await gateSockets(page)
  await page.reload()
  await whenSaved(ada)
  const says = (words: string) => saveState(page).filter({ hasText: words })
  gate.hold('page')
  gate.hold('server')
  await drawRectangle(page, { x: 300, y: 250 })
  await says('Saving…').waitFor()
  await eventually('it is on its way to the server', () => gate.holds('page', 'operation'))
  expect((await server.state()).version).toBe(0)
  gate.release('page')
  await server.version(1)
  await eventually('the answer is on its way back', () => gate.holds('server', 'operation'))
  expect([await says('Saving…').count(), await says('Saved').count()]).toEqual([1, 0])
  gate.release('server')
  await whenSaved(ada)
  await says('Saving…').waitFor({ state: 'detached' })
  expect((await server.state()).version).toBe(1)
})

test('CL4 work the server refuses is counted and listed, copied out, kept over a reload and let go; the rest is saved', async () => {
  const canvas = await rig.makeCanvas()
  const server = rig.onServer(canvas)
  const ada = await rig.join(canvas)
  const { page, context } = ada
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const plan = { id: 'frame-plan', kind: 'frame', position: [300, 250], size: [200, 200], name: 'Plan' }
  const sketch = { ...plan, id: 'frame-sketch', position: [600, 250], name: 'Sketch' }
  const shapes = [plan, sketch, box('inside', 650, 300, { parentId: sketch.id, text: 'Inside' })]
  await putShapes(rig.server().url, canvas, { shapes, seenBy: [ada] })
  await page.keyboard.press('Alt+l')
  const layers = page.getByRole('region', { name: 'Layers' })
  const names = async () => (await layers.getByRole('listitem').allInnerTexts()).map((text) => text.trim())
  const row = (name: string) => layers.getByRole('button', { name, exact: true })
  await row('Frame “Plan”').waitFor()

  // One puts a frame into another while the other puts that one into the first: both cannot be.
  rig.expectOutages()
  await context.setOffline(true)
  await saveState(page).filter({ hasText: 'Offline' }).waitFor()
  await row('Frame “Plan”').press('Alt+ArrowRight')
  await page.getByText('Frame “Plan” is now 2 of 2').waitFor()
  expect(await names()).toEqual(['Frame “Sketch”', 'Rectangle “Inside”', 'Frame “Plan”'])
  await drawRectangle(page, { x: 300, y: 550 })
  await saveState(page).filter({ hasText: 'Offline, 2 changes waiting' }).waitFor()
  const place = { kind: 'place', ids: [sketch.id], parentId: plan.id, at: 'front' }
  await change(rig.server().url, canvas, [place])
  await context.setOffline(false)

  const refused = page.getByRole('button', { name: '1 change could not be saved' })
  await refused.waitFor()
  await whenSaved(ada)
  const { shapes: left } = await server.version(3)
  const parentOf = (id: string) => left.find((shape) => shape.id === id)?.parentId
  expect([left.length, parentOf(plan.id), parentOf(sketch.id)]).toEqual([4, null, plan.id])
  await eventually('the page shows what is so', async () => {
    const order = ['Rectangle', 'Frame “Plan”', 'Frame “Sketch”', 'Rectangle “Inside”']
    return (await names()).join() === order.join()
  })

  await refused.click()
  const dialog = page.getByRole('dialog', { name: 'Could not be saved' })
  await dialog.getByText('The server refused these changes.').waitFor()
  expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('cannot stand in itself'),
  ])
  await dialog.getByRole('button', { name: 'Copy all' }).click()
  await dialog.getByRole('button', { name: 'Copied' }).waitFor()
  const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  const operation = { changes: [{ kind: 'place', ids: [plan.id], parentId: sketch.id }] }
  expect(copied).toMatchObject([{ code: 'cycle', request: { type: 'operation', operation } }])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await page.reload()
  await whenSaved(ada)
  await refused.click()
  await dialog.getByRole('button', { name: 'Remove from list' }).click()
  await refused.waitFor({ state: 'detached' })
  await dialog.waitFor({ state: 'detached' })
  await saveState(page).filter({ hasText: 'Saved' }).waitFor()
  await page.reload()
  await whenSaved(ada)
  expect([await refused.count(), (await server.state()).version]).toEqual([0, 3])
})

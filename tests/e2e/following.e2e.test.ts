import type { Canvas } from '@flowstate/protocol'
import { describe, expect, test } from 'vitest'
import { callApi, readLog, type SharedCanvas } from '../faults/public-api.ts'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { drag, drawRectangle } from './draw-on-page.ts'
import { phone } from './fingers-on-page.ts'
import { onePerson } from './one-person.ts'
import type { Person } from './person.ts'
import { box, change } from './put-shapes.ts'

const rig = useBrowserRig()

const follows = ({ page }: Person) => page.getByText('Following Guest', { exact: true })
const zoomOf = ({ page }: Person) => page.getByRole('button', { name: /Zoom \d+ %\. Reset/ }).innerText()

interface SharesPage {
  readonly items: readonly { readonly id: string }[]
}

async function two() {
  const canvas = await rig.makeCanvas()
  const [ann, ben] = await Promise.all([rig.join(canvas), rig.join(canvas)])
  await Promise.all(
    [ann, ben].map(({ page }) =>
      page.getByRole('button', { name: /^Follow / }).waitFor({ state: 'attached' }),
    ),
  )
  return { canvas, ann, ben, server: rig.onServer(canvas) }
}

describe('following', () => {
  test('PR1 shows what the other sees, until an own move, Escape or their leaving', async () => {
    const { ann, ben } = await two()
    await ben.page.getByRole('button', { name: /^Follow / }).click()
    await follows(ben).waitFor()
    await ann.page.keyboard.press('Control+=')
    await ann.page.keyboard.press('Control+=')
    for (const person of [ann, ben])
      await eventually('both see it as large', async () => (await zoomOf(person)) === '156 %')
    await ben.page.mouse.move(600, 400)
    await ben.page.mouse.wheel(0, 120)
    await follows(ben).waitFor({ state: 'detached' })
    await ben.page.keyboard.press('Shift+F')
    await follows(ben).waitFor()
    await ben.page.keyboard.press('Escape')
    await follows(ben).waitFor({ state: 'detached' })
    await ben.page.keyboard.press('Shift+F')
    await follows(ben).waitFor()
    await ann.context.close()
    await ben.page.getByText('has left').waitFor()
    await follows(ben).waitFor({ state: 'detached' })
  })

  test('nobody follows the one who follows them', async () => {
    const { ann, ben } = await two()
    await ben.page.keyboard.press('Shift+F')
    await follows(ben).waitFor()
    await ann.page.getByRole('button', { name: 'Guest is following you' }).waitFor({ state: 'attached' })
    await ann.page.keyboard.press('Shift+F')
    await ann.page.getByRole('status').filter({ hasText: 'is following you' }).waitFor()
    expect(await follows(ann).isVisible()).toBe(false)
  })
})

describe('people here', () => {
  test('PR1 a phone says how many more there are than it has room for, and leads to each; the name ends before them', async () => {
    const canvas = await rig.makeCanvas()
    const name = 'Zusammenarbeitsvereinbarung'
    const path = `/canvases/${canvas.canvasId}`
    await callApi(rig.server().url, 'PATCH', path, { token: canvas.owner.token, body: { name } })
    const [ann] = await Promise.all([
      rig.join(canvas, phone),
      rig.join(canvas),
      rig.join(canvas),
      rig.join(canvas),
    ])
    const people = ann.page.getByRole('list', { name: 'People here' }).getByRole('listitem')
    const more = ann.page.getByRole('button', { name: '2 more people here' })
    await more.waitFor()
    expect(await people.count()).toBe(3)
    const word = await ann.page.getByText(name, { exact: true }).boundingBox()
    const circle = await people.first().boundingBox()
    if (word === null || circle === null) throw new Error('the bar is not in sight')
    expect(word.x + word.width).toBeLessThan(circle.x)
    // One word is one line, and not broken somewhere.
    expect(word.height).toBe(16)
    await more.tap()
    await ann.page.getByRole('menuitem', { name: 'Follow Guest' }).first().tap()
    await follows(ann).waitFor()
    await ann.page.getByRole('button', { name: 'Guest (You)' }).tap()
    await ann.page.getByRole('menuitem', { name: 'Ask everyone to follow me' }).waitFor()
  })
})

describe('others, while a gesture lasts', () => {
  test('a fill changed by somebody else during a stretch stays, and so does the stretch', async () => {
    const { canvas, person: ann, server } = await onePerson(rig, [box('a', 400, 300)])
    const { url } = rig.server()
    await ann.page.mouse.click(450, 350)
    await drag(ann.page, { x: 504, y: 404 }, { x: 554, y: 454 }, { release: false })
    await change(url, canvas, [{ kind: 'update', id: 'a'.padEnd(10, '0'), set: { fill: 'red' } }])
    await server.version(2)
    await ann.page.mouse.move(604, 504)
    await ann.page.mouse.up()
    const [shape] = (await server.version(3)).shapes
    expect(shape).toMatchObject({ fill: 'red', size: [200, 200] })
  })

  /** An editor by link who is a viewer by membership: once the link has gone, she may look. */
  async function editsByLink(canvas: SharedCanvas) {
    const { url } = rig.server()
    const { owner, canvasId } = canvas
    const [row] = await readLog(url, canvas)
    const { workspaceId } = await callApi<Canvas>(url, 'GET', `/canvases/${canvasId}`, { token: owner.token })
    const member = { userId: row?.userId, role: 'viewer' }
    await callApi(url, 'POST', `/workspaces/${workspaceId}/members`, { token: owner.token, body: member })
    return {
      async withdraw(): Promise<void> {
        const shares = `/canvases/${canvasId}/shares`
        const { items } = await callApi<SharesPage>(url, 'GET', shares, { token: owner.token })
        for (const { id } of items) {
          const headers = { authorization: `Bearer ${owner.token}` }
          await fetch(`${url}/api/v1${shares}/${id}`, { method: 'DELETE', headers })
        }
      },
    }
  }

  test('AC3 somebody whose right to edit is taken away in the middle of a drag loses the drag and nothing else', async () => {
    const { canvas, person: ann, server } = await onePerson(rig, [])
    await drawRectangle(ann.page, { x: 400, y: 300 })
    const [drawn] = await server.shapes(1)
    const link = await editsByLink(canvas)
    await drag(ann.page, { x: 400, y: 340 }, { x: 500, y: 440 }, { release: false })
    await link.withdraw()
    await ann.page.getByText('You can only look now').waitFor()
    await ann.page.mouse.up()
    const { version, shapes } = await server.state()
    expect(version).toBe(1)
    expect(shapes[0]?.position).toEqual(drawn?.position)
  })

  test('AC3 the words of somebody whose right to edit is taken away while typing stay in the field', async () => {
    const { canvas, person: ann, server } = await onePerson(rig, [])
    await drawRectangle(ann.page, { x: 400, y: 300 })
    await server.shapes(1)
    const link = await editsByLink(canvas)
    await ann.page.keyboard.press('t')
    await ann.page.mouse.click(600, 500)
    const field = ann.page.getByRole('textbox', { name: 'Edit text' })
    await field.waitFor()
    // Time stands still for the page: the pause in which letters are sent does not come.
    await ann.page.clock.pauseAt(new Date(Date.now() + 1_000))
    await ann.page.keyboard.type('last words')
    await link.withdraw()
    const isTold = () => ann.received.some(({ type }) => type === 'role_changed')
    await eventually('the page is told of her rights', isTold)
    // What comes close upon something else waits for the rest of a frame: for less than the letters do.
    await ann.page.clock.runFor(20)
    await ann.page.getByText('You can only look now').waitFor()
    expect(await field.inputValue()).toBe('last words')
    expect(await field.getAttribute('readonly')).not.toBeNull()
    expect((await server.state()).version).toBe(1)
  })
})

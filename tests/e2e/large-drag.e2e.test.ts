import { expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { eventually } from './canvas-on-server.ts'
import { announced, onePerson } from './one-person.ts'
import { saveState } from './person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

/** Their ids alone are more bytes than a message of the wire may have that is no operation. */
const many = Array.from({ length: 4_000 }, (_, i) =>
  box(`many-shapes-${String(i).padStart(4, '0')}`, 300 + (i % 80) * 6, 200 + Math.floor(i / 80) * 6, {
    size: [5, 5],
  }),
)

test('PV1 a long drag of very many shapes keeps the connection, and is saved', async () => {
  const { page, person, server } = await onePerson(rig, many)
  await page.keyboard.press('Control+a')
  await announced(person, '4000 shapes selected')
  const cursors = () => person.sent.filter((one) => 'type' in one && one.type === 'cursor').length
  await page.mouse.move(512, 322)
  await page.mouse.down()
  for (let i = 1; i <= 150; i++) {
    const before = cursors()
    await page.mouse.move(512 + i, 322 + (i % 2))
    await eventually('the others are told where the pointer is', () => cursors() > before)
  }
  await page.mouse.up()
  await server.version(2)
  expect(await saveState(page).filter({ hasText: 'Connection closed' }).count()).toBe(0)
  await saveState(page).filter({ hasText: 'Saved' }).waitFor()
  expect(person.received.filter(({ type }) => String(type) === 'error')).toEqual([])
})

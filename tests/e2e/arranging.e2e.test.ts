import type { Shape } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { useBrowserRig } from './browser-rig.ts'
import { onePerson } from './one-person.ts'
import { box } from './put-shapes.ts'

const rig = useBrowserRig()

const setUp = (shapes: Parameters<typeof onePerson>[1]) => onePerson(rig, shapes)

const places = (shapes: readonly Shape[]) => shapes.map(({ position }) => String(position))

const angles = (shapes: readonly Shape[]) => shapes.map(({ rotation }) => Number(rotation ?? 0))

describe('arranging', () => {
  test('OP1 Shift+V exchanges top and bottom: places, and a triangle in itself; pressed again it is as it was', async () => {
    const before = ['500,300', '700,450', '900,300']
    const { page, server } = await setUp([
      box('a', 500, 300),
      box('b', 700, 450, { size: [100, 60] }),
      box('c', 900, 300, { kind: 'triangle' }),
    ])
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Shift+V')
    const flipped = (await server.version(2)).shapes
    expect(places(flipped)).toEqual(['500,410', '700,300', '900,410'])
    expect(angles(flipped)).toEqual([0, 0, expect.closeTo(Math.PI, 4)])
    await page.keyboard.press('Shift+V')
    const back = (await server.version(3)).shapes
    expect(places(back)).toEqual(before)
    expect(angles(back)).toEqual([0, 0, expect.closeTo(0, 4)])
  })

  test('OP1 the palette stacks across and down, the menu aligns centres and middles', async () => {
    const { page, server } = await setUp([
      box('a', 500, 300),
      box('b', 900, 400, { size: [60, 140] }),
      box('c', 700, 600, { size: [200, 60] }),
    ])
    await page.keyboard.press('Control+a')
    const field = page.getByRole('combobox', { name: 'Search commands and tools' })
    const stacked = [
      ['Stack side by side', '500,300', '848,400', '624,600'],
      ['Stack below each other', '500,300', '848,424', '624,588'],
    ] as const
    for (const [index, [name, ...expected]] of stacked.entries()) {
      await page.keyboard.press('Control+k')
      await field.fill(name)
      await page.keyboard.press('Enter')
      await field.waitFor({ state: 'detached' })
      expect([name, ...places((await server.version(index + 2)).shapes)]).toEqual([name, ...expected])
    }
    const aligned = [
      ['Align centres', '654,300', '674,424', '604,588'],
      ['Align middles', '654,424', '674,404', '604,444'],
    ] as const
    for (const [index, [name, ...expected]] of aligned.entries()) {
      await page.keyboard.press('Shift+F10')
      await page.getByRole('menuitem', { name: 'Align and distribute' }).click()
      await page.getByRole('menuitem', { name }).click()
      expect([name, ...places((await server.version(index + 4)).shapes)]).toEqual([name, ...expected])
    }
  })
})

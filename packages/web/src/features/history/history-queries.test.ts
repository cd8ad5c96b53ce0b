import type { UserId } from '@flowstate/engine'
import { type Person, personColors } from '@flowstate/protocol'
import { expect, test } from 'vitest'
import { toldApart } from './history-queries.ts'

const person = (id: string, color: string): Person => ({
  id: id as UserId,
  displayName: id,
  color,
  guest: true,
})

test('PR1 two people of one colour have two in the timeline: the later one gives way while a colour is free', () => {
  const [first, second] = personColors
  const colours = [
    ...toldApart([person('ann', first), person('ben', first), person('cleo', '#123456')]).values(),
  ]
  expect(colours.map(({ color }) => color)).toEqual([first, second, '#123456'])
  const crowd = [...toldApart(Array.from({ length: 40 }, (_, i) => person(`p${i}`, first))).values()]
  expect(new Set(crowd.map(({ color }) => color)).size).toBe(personColors.length)
})

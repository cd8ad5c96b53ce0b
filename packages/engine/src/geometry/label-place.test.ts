import { expect, test } from 'vitest'
import { aroundLabel } from './label-place.ts'
import type { Path } from './path.ts'

/** Twice the area a path encloses; its sign is the direction it is wound. */
function windings(path: Path): readonly number[] {
  const loops: [number, number][][] = []
  for (const command of path) {
    if (command[0] === 'M') loops.push([])
    if (command[0] === 'M' || command[0] === 'L') loops.at(-1)?.push([command[1], command[2]])
  }
  return loops.map((loop) =>
    loop.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = loop[(at + 1) % loop.length] ?? [0, 0]
      return sum + x * nextY - nextX * y
    }, 0),
  )
}

test('a line is painted around its label and nowhere on it, whatever lies below', () => {
  const line: Path = [
    ['M', 0, 0],
    ['L', 100, 40],
  ]
  const block = { box: { minX: 40, minY: 10, maxX: 60, maxY: 30 }, top: 10, align: 'center' } as const
  const [around = 0, label = 0] = windings(aroundLabel(line, block, 2))
  // All of the line with its width, and the label with six units at both sides, wound against each other.
  expect(around).toBe(2 * 104 * 44)
  expect(label).toBe(-2 * 32 * 20)
})

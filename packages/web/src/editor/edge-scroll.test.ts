import { expect, test } from 'vitest'
import { edgeSpeed } from './edge-scroll.ts'

const viewport = { width: 1000, height: 600 }

test('a drag scrolls near an edge, towards it, and faster the further out it is', () => {
  expect(edgeSpeed({ x: 500, y: 300 }, viewport)).toEqual({ x: 0, y: 0 })
  expect(edgeSpeed({ x: 995, y: 300 }, viewport).x).toBeGreaterThan(0)
  expect(edgeSpeed({ x: 5, y: 300 }, viewport).x).toBeLessThan(0)
  expect(edgeSpeed({ x: 500, y: -200 }, viewport).y).toBeLessThan(edgeSpeed({ x: 500, y: 20 }, viewport).y)
  expect(edgeSpeed({ x: -5_000, y: 300 }, viewport)).toEqual(edgeSpeed({ x: -50, y: 300 }, viewport))
})

test('a stage too small to have a middle does not scroll', () => {
  const { x, y } = edgeSpeed({ x: 2, y: 2 }, { width: 60, height: 60 })
  expect([x, y]).toEqual([0, 0])
})

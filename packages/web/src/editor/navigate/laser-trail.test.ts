import { expect, test } from 'vitest'
import { livingTrail, trailMs } from './laser-trail.ts'

test('a trail goes from its tail, and is gone when its last point is old', () => {
  const points = [0, 100, 200].map((atMs) => ({ x: atMs, y: 0, atMs }))
  expect(livingTrail(points, trailMs - 1)).toEqual(points)
  expect(livingTrail(points, trailMs + 100)).toEqual(points.slice(2))
  expect(livingTrail(points, trailMs + 200)).toEqual([])
})

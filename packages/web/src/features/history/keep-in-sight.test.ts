import { expect, test } from 'vitest'
import { toScreen } from '../../editor/camera.ts'
import { keepInSight } from './keep-in-sight.ts'

const viewport = { width: 390, height: 844 }
const camera = { x: 0, y: 0, zoom: 1 }
const sheetTop = 600
const box = (minY: number, maxY: number) => ({ minX: 100, minY, maxX: 300, maxY })

test('a sheet that covers nothing of the drawing moves nothing', () => {
  expect(keepInSight(camera, viewport, { content: box(100, 590), sheetTop })).toBe(camera)
  expect(keepInSight(camera, viewport, { content: null, sheetTop })).toBe(camera)
  expect(keepInSight(camera, viewport, { content: box(2_000, 2_100), sheetTop })).toBe(camera)
})

test('what the sheet would cover is moved above it, and not made larger', () => {
  const moved = keepInSight(camera, viewport, { content: box(650, 750), sheetTop })
  expect(moved.zoom).toBe(1)
  expect(toScreen(moved, { x: 100, y: 750 }).y).toBeLessThan(sheetTop)
  expect(toScreen(moved, { x: 100, y: 650 }).y).toBeGreaterThan(0)
})

test('what has no room above the sheet is made smaller; of what was out of sight nothing is asked', () => {
  const moved = keepInSight(camera, viewport, { content: box(-400, 2_000), sheetTop })
  expect(moved.zoom).toBeLessThan(1)
  expect(toScreen(moved, { x: 100, y: 844 }).y).toBeLessThan(sheetTop)
})

import { expect, test } from 'vitest'
import { besidePin } from './put-beside.ts'

const thread = { width: 320, height: 200 }
const tablet = { width: 820, height: 1180 }

test('a thread stands to the right of its pin, or to the left where there is no room', () => {
  expect(besidePin({ x: 200, y: 500 }, thread, tablet)).toEqual({ x: 244, y: 456 })
  expect(besidePin({ x: 700, y: 500 }, thread, tablet)).toEqual({ x: 368, y: 456 })
})

test('where the list leaves room at neither side, a thread stands below its pin, or above it at the bottom', () => {
  const besideList = { ...tablet, width: 820 - 344 }
  expect(besidePin({ x: 240, y: 500 }, thread, besideList)).toEqual({ x: 12, y: 512 })
  expect(besidePin({ x: 240, y: 1000 }, thread, besideList)).toEqual({ x: 12, y: 756 })
})

test('a thread stays between the islands', () => {
  expect(besidePin({ x: 200, y: 20 }, thread, tablet).y).toBe(64)
  expect(besidePin({ x: 200, y: 1170 }, thread, tablet).y).toBe(904)
})

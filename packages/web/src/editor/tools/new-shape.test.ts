import { expect, test } from 'vitest'
import { newShapeStyle } from './new-shape.ts'

test('a highlighter does not take the ink one writes with, but any other colour', () => {
  expect(newShapeStyle('highlight', { stroke: 'ink' })).toEqual({})
  expect(newShapeStyle('highlight', { stroke: 'pink' })).toEqual({ stroke: 'pink' })
})

test('a note and a frame keep a fill to be seen by', () => {
  expect(newShapeStyle('note', { fill: 'none' })).toEqual({})
  expect(newShapeStyle('note', { fill: 'pink' })).toEqual({ fill: 'pink' })
  expect(newShapeStyle('frame', { fill: 'pink' })).toEqual({})
})

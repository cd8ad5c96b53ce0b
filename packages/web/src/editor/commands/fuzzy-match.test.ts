import { expect, test } from 'vitest'
import { fuzzyScore } from './fuzzy-match.ts'

const names = ['Bring forward', 'Bring to front', 'Zoom to fit', 'Flip horizontally', 'Frame', 'Align left']

const found = (typed: string) =>
  names
    .flatMap((name) => {
      const score = fuzzyScore(typed, name)
      return score === null ? [] : [{ name, score }]
    })
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name)

test('letters fit in their order only', () => {
  expect(fuzzyScore('mozo', 'Zoom')).toBeNull()
  expect(fuzzyScore('zm', 'Zoom')).not.toBeNull()
  expect(fuzzyScore('', 'Zoom')).toBe(0)
  expect(fuzzyScore('zoomer', 'Zoom')).toBeNull()
})

test('starts of words and letters in a row come first', () => {
  expect(found('bf')[0]).toBe('Bring forward')
  expect(found('btf')[0]).toBe('Bring to front')
  expect(found('fr')[0]).toBe('Frame')
  expect(found('al')[0]).toBe('Align left')
  expect(found('zoom fit')[0]).toBe('Zoom to fit')
})

import { describe, expect, test } from 'vitest'
import { rankByName } from './search-ranking.ts'

const named = (...names: readonly string[]) => names.map((name) => ({ name }))
const found = (query: string, ...names: readonly string[]) =>
  rankByName(named(...names), query).map(({ name }) => name)

describe('search by name', () => {
  test('the whole name comes before its start, a word in it, and anywhere else', () => {
    expect(found('plan', 'Explanation', 'Floor plan', 'Planning', 'Plan', 'Roadmap')).toEqual([
      'Plan',
      'Planning',
      'Floor plan',
      'Explanation',
    ])
  })

  test('every word has to be there, in any order', () => {
    expect(found('plan q3', 'Q3 floor plan', 'Q3', 'Plan')).toEqual(['Q3 floor plan'])
  })

  test('words as they stand come before words apart', () => {
    expect(found('floor plan', 'Plan of a floor', 'The floor plan')).toEqual([
      'The floor plan',
      'Plan of a floor',
    ])
  })

  test('case and accents make no difference', () => {
    expect(found('cafe', 'Café', 'CAFÉ CRÈME', 'Bar')).toEqual(['Café', 'CAFÉ CRÈME'])
    expect(found('ÜBER', 'uber uns')).toEqual(['uber uns'])
  })

  test('names in scripts without case, and signs, are found as they are', () => {
    expect(found('図面', '新しい図面', 'C++ (notes)')).toEqual(['新しい図面'])
    expect(found('c++ (', '新しい図面', 'C++ (notes)')).toEqual(['C++ (notes)'])
  })

  test('equal ones keep their order, and an empty query finds everything', () => {
    expect(found('a', 'a2', 'a1')).toEqual(['a2', 'a1'])
    expect(found('  ', 'b', 'a')).toEqual(['b', 'a'])
  })
})

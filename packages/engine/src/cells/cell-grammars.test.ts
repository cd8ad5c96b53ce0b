import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cellDefault,
  cellsOfKind,
  grammarOfCell,
  isRequiredCell,
  shapeKindNames,
} from '../shapes/shape-registry.ts'
import { randomCellValue, seededRandom } from '../testing/random-cells.ts'
import { canvasCells } from './canvas-cells.ts'

function normalise(kind: string, cell: string, value: unknown): unknown {
  return cellsOfKind(kind)?.get(cell)?.grammar.normalise(value)
}

describe('OP7 numbers are rounded, and minus zero becomes zero', () => {
  test.each([
    ['rectangle', 'position', [1.004, -2.005], [1, -2]],
    ['rectangle', 'position', [-0, -0.001], [0, 0]],
    ['rectangle', 'rotation', 1.23456789, 1.23457],
    ['rectangle', 'opacity', 0.123456, 0.1235],
    ['rectangle', 'strokeWidth', 2.499, 2.5],
    ['stroke', 'points', [1.234, 5.678, 0.55555], [1.23, 5.68, 0.5556]],
    ['line', 'points', [0, 0, 1.005, 2], [0, 0, 1, 2]],
    [
      'arrow',
      'start',
      { shapeId: 'shape-aaaa', anchor: [0.333333, 1] },
      { shapeId: 'shape-aaaa', anchor: [0.3333, 1] },
    ],
  ])('%s.%s %j', (kind, cell, value, expected) => {
    const normal = normalise(kind, cell, value)
    expect(normal).toEqual(expected)
    expect(JSON.stringify(normal)).not.toContain('-0,')
  })
})

describe('OP7 values outside of the grammar are refused', () => {
  const wrong: readonly (readonly [string, string, unknown])[] = [
    ['rectangle', 'position', [Number.NaN, 0]],
    ['rectangle', 'position', [Number.POSITIVE_INFINITY, 0]],
    ['rectangle', 'position', [1e7 + 1, 0]],
    ['rectangle', 'position', ['1', 0]],
    ['rectangle', 'position', [1]],
    ['rectangle', 'size', [-1, 5]],
    ['rectangle', 'opacity', 1.1],
    ['rectangle', 'opacity', null],
    ['rectangle', 'strokeWidth', 0.4],
    ['rectangle', 'strokeWidth', 101],
    ['rectangle', 'fontSize', 3],
    ['rectangle', 'fill', '#ABCDEF'],
    ['rectangle', 'fill', 'crimson'],
    ['rectangle', 'fill', 'constructor'],
    ['rectangle', 'dash', 'toString'],
    ['rectangle', 'locked', 1],
    ['rectangle', 'text', 'nul\0'],
    ['rectangle', 'text', '\ud800'],
    ['rectangle', 'text', 'x'.repeat(20_001)],
    ['rectangle', 'link', 'javascript:alert(1)'],
    ['rectangle', 'link', 'https://a b'],
    ['rectangle', 'link', `https://${'a'.repeat(2000)}`],
    ['polygon', 'sides', 13],
    ['polygon', 'sides', 4.5],
    ['line', 'points', [0, 0]],
    ['line', 'points', [0, 0, 1]],
    ['stroke', 'points', [0, 0, 2]],
    ['stroke', 'points', Array.from({ length: 15_003 }, () => 0)],
    ['arrow', 'end', { shapeId: 'short', anchor: [0, 0] }],
    ['arrow', 'end', { shapeId: 'shape-aaaa', anchor: [0, 0], more: 1 }],
    ['image', 'assetId', 'A'.repeat(64)],
    ['image', 'flip', [true, 0]],
    ['image', 'crop', [0, 0, 1, 1.5]],
  ]
  test.each(wrong)('%s.%s', (kind, cell, value) => {
    expect(normalise(kind, cell, value)).toBeUndefined()
  })
})

test('OP7 every cell of every kind has a grammar whose normal form is stable', () => {
  const cells = shapeKindNames.flatMap((kind) =>
    [...(cellsOfKind(kind)?.keys() ?? [])].map((cell) => [kind, cell]),
  )
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = seededRandom(seed)
      for (const [kind = '', cell = ''] of cells) {
        const value = randomCellValue(random, kind, cell)
        expect(normalise(kind, cell, value)).toEqual(value)
        expect(grammarOfCell(cell)?.normalise(value)).toEqual(value)
      }
    }),
    { numRuns: 20 },
  )
})

test('OP7 grammars are total and keep nothing of the input by reference', () => {
  const kinds = shapeKindNames.flatMap((kind) => [...(cellsOfKind(kind)?.values() ?? [])])
  const grammars = [...kinds, ...Object.values(canvasCells)].map(({ grammar }) => grammar)
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const { normalise: normal } of grammars) {
        const result = normal(value)
        if (typeof result === 'object') expect(result).not.toBe(value)
      }
    }),
  )
})

test('OP7 a cell has one grammar and one standing in all kinds, but points', () => {
  for (const kind of shapeKindNames) {
    for (const [name, cell] of cellsOfKind(kind) ?? []) {
      if (name === 'points') continue
      expect(cell.grammar.schema).toEqual(grammarOfCell(name)?.schema)
      expect(cell.required).toBe(isRequiredCell(name))
    }
  }
})

test('OP7 defaults are values of their own cells', () => {
  for (const kind of shapeKindNames) {
    for (const [name, { absent, grammar }] of cellsOfKind(kind) ?? []) {
      if (absent !== undefined) expect(grammar.normalise(absent)).toEqual(absent)
      expect(cellDefault(kind, name)).toEqual(absent)
    }
  }
  expect(cellDefault('rectangle', 'stroke')).toBe('ink')
  expect(cellDefault('note', 'fill')).toBe('yellow')
  expect(cellDefault('constructor', 'name')).toBeUndefined()
})

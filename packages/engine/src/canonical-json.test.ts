import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('CM11 members are sorted by code units, also numeric-looking ones', () => {
  expect(canonicalJson({ b: 1, a: { d: [true, null], c: 'x' } })).toBe(
    '{"a":{"c":"x","d":[true,null]},"b":1}',
  )
  expect(canonicalJson({ 9: 'nine', 10: 'ten' })).toBe('{"10":"ten","9":"nine"}')
  expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2 })).toBe('{"\u{1f600}":2,"\ufb33":1}')
})

test('CM11 absent stays absent', () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
  expect(canonicalJson({ b: 2, a: undefined })).toBe('{"b":2}')
  expect(canonicalJson({ b: undefined, a: undefined })).toBe('{}')
})

test('CM11 numbers are written as ECMAScript writes them', () => {
  expect(canonicalJson([1e21, 0.000001, 1e-7, -0, 4.5, { b: Number.POSITIVE_INFINITY, a: -0 }])).toBe(
    '[1e+21,0.000001,1e-7,0,4.5,{"a":0,"b":null}]',
  )
})

test('CM11 arrays that begin with a number still sort the objects inside', () => {
  expect(canonicalJson([1, { b: 1, a: 2 }])).toBe('[1,{"a":2,"b":1}]')
})

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  )
}

test('CM13 the text depends on the value alone, and reads back as the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(shuffled(value))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

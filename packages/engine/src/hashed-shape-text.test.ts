import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJsonWithout } from './canonical-json.ts'
import { hashedShapeText } from './hashed-shape-text.ts'
import type { Shape } from './shapes/shape.ts'

const unhashed = new Set(['createdVersion', 'updatedVersion', 'meta'])
const names = ['align', 'createdVersion', 'fill', 'meta', 'text', 'updatedVersion', 'zeta', '9', '10']
const marks = fc.constantFrom('"', '\\', '"createdVersion":1', ',"updatedVersion":22', '\ud800', '\u{1f600}')
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, marks, fc.string(), fc.double(), fc.boolean(), tie('list'), tie('object')),
  list: fc.array(tie('any'), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 3 }),
})).any

test('SN3 what is cut out of the JSON of a shape is its canonical text, in whatever order its members come', () => {
  const members = { id: 'shape-0001', index: 'a0', kind: 'note', parentId: null }
  const versions = fc.record({ createdVersion: fc.nat(), updatedVersion: fc.nat() })
  const cells = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 })
  let cut = 0
  fc.assert(
    fc.property(cells, versions, fc.boolean(), fc.nat(), (extra, both, isSorted, turn) => {
      const all = Object.entries({ ...members, ...extra, ...both })
      if (isSorted) all.sort(([a], [b]) => (a < b ? -1 : 1))
      const turned = isSorted ? all : [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]
      const shape = Object.fromEntries(turned) as Shape
      const written = canonicalJsonWithout(shape, unhashed)
      expect(hashedShapeText(shape, JSON.stringify(shape))).toBe(written)
      // a text that lies about the shape shows up where it is used
      if (hashedShapeText(shape, '{"id":0,"createdVersion":1,"updatedVersion":2}') === '{"id":0}') cut += 1
    }),
    { numRuns: 1_000 },
  )
  expect(cut).toBeGreaterThan(100)
})

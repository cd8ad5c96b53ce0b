import { expect, test } from 'vitest'
import type { ProposedShape } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { shapeKindNames } from '../shapes/shape-registry.ts'
import { randomShape, seededRandom } from '../testing/random-cells.ts'
import { stateOfShapes } from '../testing/state-of-shapes.ts'
import { readXml } from '../testing/well-formed-xml.ts'
import { utf8Length } from '../utf8.ts'
import { writeSvg } from './write-svg.ts'

const thumbnail = { theme: 'light', frame: { width: 480, height: 300 }, bytesMax: 60_000 } as const

/** Shapes in rows. */
function rows(count: number, perRow: number, cellsOf: (i: number) => object): readonly ProposedShape[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `shape-${String(i).padStart(6, '0')}` as ShapeId,
    kind: 'rectangle',
    position: [(i % perRow) * 200, Math.floor(i / perRow) * 140],
    size: [170, 110],
    stroke: ['blue', 'red', 'ink'][i % 3] ?? 'ink',
    text: `Box ${i}`,
    ...cellsOf(i),
  }))
}

test('a few shapes are drawn in full, small ones too', () => {
  const small = { kind: 'arrow', position: [30, 30], points: [0, 0, 12, 0] }
  const svg = writeSvg(stateOfShapes(rows(20, 5, (i) => (i === 7 ? small : {}))), thumbnail)
  expect(svg).not.toContain('scale(')
  expect(svg.match(/<g transform="translate/g)).toHaveLength(19)
})

test('ten thousand shapes stay below the limit, and all of the canvas is still there', () => {
  const state = stateOfShapes(rows(10_000, 100, () => ({})))
  const svg = writeSvg(state, thumbnail)
  readXml(svg)
  expect(utf8Length(svg)).toBeLessThan(60_000)
  for (const colour of ['#2f6fe4', '#dc4740', '#1f2329']) expect(svg).toContain(`stroke="${colour}"`)
})

test('large shapes keep their detail among thousands of small ones', () => {
  const large = { position: [-9_000, 0], size: [8_000, 8_000], kind: 'note', text: 'Large', fontSize: 400 }
  const state = stateOfShapes(rows(3_000, 60, (i) => (i === 1_500 ? large : {})))
  const svg = writeSvg(state, thumbnail)
  expect(svg).toContain('>Large</text>')
  expect(utf8Length(svg)).toBeLessThan(60_000)
})

test('equal shapes are drawn alike: where not all fit in full, all become outlines', () => {
  const svg = writeSvg(stateOfShapes(rows(600, 30, () => ({}))), thumbnail)
  expect(svg).not.toContain('<g transform="translate(0 0)">')
  expect(utf8Length(svg)).toBeLessThan(60_000)
})

test.each([1, 2, 3, 4])('shapes of all kinds and long texts stay below the limit, seed %i', (seed) => {
  const random = seededRandom(seed)
  const shapes = Array.from({ length: 1_500 }, (_, i) => {
    const kind = shapeKindNames[i % shapeKindNames.length] ?? 'note'
    const shape = randomShape(random, kind)
    return i % 40 === 0 && 'text' in shape ? { ...shape, text: 'long words '.repeat(1_500) } : shape
  })
  const svg = writeSvg(stateOfShapes(shapes), thumbnail)
  readXml(svg)
  expect(utf8Length(svg)).toBeLessThan(60_000)
})

import { createTextRuler, type MeasureWidth, type Shape, type ShapeId } from '@flowstate/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRoughRuler } from './rough-ruler.ts'

/** Letters of different widths, half the size on average. */
const measure: MeasureWidth = (text, font) => {
  const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1])
  let width = 0
  for (const character of text) width += size * (0.3 + ((character.codePointAt(0) ?? 0) % 5) / 10)
  return width
}

const base = { parentId: null, index: 'a0', createdVersion: 1, updatedVersion: 1, position: [0, 0] } as const

test('a guess at a text is never smaller than the text laid out', () => {
  const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 20 })
  const kinds = fc.constantFrom('text', 'rectangle', 'ellipse', 'arrow')
  fc.assert(
    fc.property(
      words,
      kinds,
      fc.integer({ min: 8, max: 60 }),
      fc.integer({ min: 90, max: 600 }),
      fc.constantFrom(' ', '\n'),
      (list, kind, fontSize, width, separator) => {
        const shape: Shape = {
          ...base,
          id: 'shape-000001' as ShapeId,
          kind,
          text: list.join(separator),
          fontSize,
          size: [width, 100],
          points: [0, 0, 100, 0],
        }
        const laidOut = createTextRuler(measure).layout(shape)
        const ruler = createRoughRuler(measure)
        // Its characters have all been measured the second time, which goes another way.
        for (let time = 0; time < 2; time++) {
          const guess = ruler.layout(shape)
          expect(guess.width).toBeGreaterThanOrEqual(laidOut.width * 0.999)
          expect(guess.height).toBeGreaterThanOrEqual(laidOut.height * 0.999)
        }
      },
    ),
  )
})

test('characters are measured once', () => {
  let measured = 0
  const ruler = createRoughRuler((text, font) => {
    measured += 1
    return measure(text, font)
  })
  const shape: Shape = { ...base, id: 'shape-000001' as ShapeId, kind: 'text', text: 'banana' }
  ruler.layout(shape)
  ruler.layout({ ...shape, text: 'nab a ban', fontSize: 40 })
  expect(measured).toBe(4)
})

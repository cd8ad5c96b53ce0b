import { describe, expect, test } from 'vitest'
import type { Cells } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { writeSvg } from '../svg/write-svg.ts'
import { stateOfShapes } from '../testing/state-of-shapes.ts'
import { readXml } from '../testing/well-formed-xml.ts'
import { labelBlock, placeLines, proseBlock } from './label-place.ts'
import { createTextRuler } from './text-layout.ts'
import { runsRightToLeft } from './writing-direction.ts'

/** Every letter is ten wide. */
const ruler = createTextRuler((text) => text.length * 10)
const id = 'shape-text' as ShapeId
const placed = { id, parentId: null, index: 'a0', createdVersion: 1, updatedVersion: 1 }
const box = { minX: 0, minY: 0, maxX: 100, maxY: 60 }

function linesOf(kind: 'text' | 'note', cells: Cells) {
  const shape: Shape = { size: [124, 60], ...cells, ...placed, kind }
  const layout = ruler.layout(shape)
  const block = kind === 'text' ? proseBlock(shape, box) : labelBlock(shape, layout, { ...box, maxX: 124 })
  return placeLines(layout, block).map(({ text, left, isRightToLeft }) => [text, left, isRightToLeft])
}

describe('text from right to left', () => {
  test('the first letter of a paragraph decides; digits, signs and emoji have no say', () => {
    const right = ['שלום', 'مرحبا', '(1) "שלום" abc', '👍🏽 ۱ سلام', '\u200f1', '𞤀𞤣']
    const left = ['', '123 (!)', 'abc שלום', '٣٤', '日本', '👍🏽', '\u200eשלום']
    expect(right.filter((text) => !runsRightToLeft(text))).toEqual([])
    expect(left.filter(runsRightToLeft)).toEqual([])
  })

  test('free text begins where each of its paragraphs is read from, unless a side was chosen', () => {
    const text = 'שלום!\nabc\nשלום abc'
    expect(linesOf('text', { text })).toEqual([
      ['שלום!', 50, true],
      ['abc', 0, false],
      ['שלום abc', 20, true],
    ])
    expect(linesOf('text', { text: 'שלום!', align: 'left' })).toEqual([['שלום!', 0, true]])
  })

  test('a paragraph that is broken runs the same way on every line; labels stay in the middle', () => {
    const lines = [
      ['שלום', 42, true],
      ['abcdefgh', 22, true],
    ]
    expect(linesOf('note', { text: 'שלום abcdefgh' })).toEqual(lines)
    // The space after a word takes room, as in a field of Chromium; from left to right it hangs over the edge.
    expect(linesOf('note', { text: 'שלוםשלוםשל ab' }).map(([text]) => text)).toEqual(['שלוםשלוםשל', 'ab'])
    expect(linesOf('note', { text: 'אבגדה אבגד ab' }).map(([text]) => text)).toEqual(['אבגדה', 'אבגד ab'])
    expect(linesOf('note', { text: 'abcde abcd ab' }).map(([text]) => text)).toEqual(['abcde abcd', 'ab'])
  })

  test('as SVG each line says for itself how it runs, and hangs on its own side', () => {
    const text = 'שלום!\nabc\nabc שלום'
    const state = stateOfShapes([{ id, kind: 'text', position: [10, 20], text }])
    const svg = writeSvg(state, { theme: 'light', measureWidth: (words) => words.length * 10 })
    expect(svg).toContain('>\u2067שלום!\u2069<')
    expect(svg).toContain('>abc<')
    expect(svg).toContain('>\u2066abc שלום\u2069<')
    const spans = readXml(svg).filter(({ name }) => name === 'text' || name === 'tspan')
    const hung = spans.map(({ attributes }) => [attributes.get('x'), attributes.get('text-anchor')])
    expect(hung).toEqual([
      [undefined, 'end'],
      ['90', undefined],
      ['10', 'start'],
      ['10', 'start'],
    ])
  })
})

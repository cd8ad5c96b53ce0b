import {
  cssFont,
  fontFaces,
  fontNameOf,
  fontSizeOf,
  type MeasureWidth,
  type Shape,
  stringCell,
  type TextRuler,
  textWidthMax,
} from '@flowstate/engine'

/** Character widths are taken at this size and scaled. */
const sampleSize = 100
/** Kerning and shaping may make a text a little wider than its characters. */
const safety = 1.04
/** Two lines after each other are together wider than one may be, else they would not have been broken. */
const linesPerFull = 2

/**
 * Guesses how much room texts take from the widths of single characters, rather too much than too little. Measuring every text
 * of a large canvas would cost more than painting what can be seen of it; where texts are seen they are measured.
 */
export function createRoughRuler(measure: MeasureWidth): TextRuler {
  let widths = new Map<string, Map<string, number>>()

  const characterWidths = (font: string): Map<string, number> => {
    let known = widths.get(font)
    if (known === undefined) {
      known = new Map()
      widths.set(font, known)
    }
    return known
  }

  return {
    layout(shape: Shape) {
      const name = fontNameOf(shape)
      const size = fontSizeOf(shape)
      const sample = cssFont(name, sampleSize)
      const known = characterWidths(sample)
      const widthMax = textWidthMax(shape)
      const scale = (size / sampleSize) * safety
      let widest = 0
      let widestCharacter = 0
      let lines = 0
      for (const paragraph of stringCell(shape, 'text', '').split('\n')) {
        let width = 0
        for (const character of paragraph) {
          let one = known.get(character)
          if (one === undefined) {
            one = measure(character, sample)
            known.set(character, one)
          }
          width += one
          if (one > widestCharacter) widestCharacter = one
        }
        width *= scale
        lines += widthMax === null || width <= widthMax ? 1 : Math.ceil((width * linesPerFull) / widthMax) + 1
        widest = Math.max(widest, width)
      }
      const lineHeight = size * fontFaces[name].lineHeight
      // A line that holds a single character may be wider than it should.
      const broken = Math.min(widest, Math.max(widthMax ?? 0, widestCharacter * scale))
      const width = widthMax === null ? widest : shape.kind === 'text' ? widthMax : broken
      return { lines: [], width, height: lines * lineHeight, lineHeight, capHeight: 0, font: '' }
    },
    reset() {
      widths = new Map()
    },
  }
}

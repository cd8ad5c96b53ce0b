import {
  cssFont,
  type FontName,
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
/** Widths are whole numbers, rounded up, of so many to a pixel: only of those a sum over letters takes no memory. */
const unitsPerPixel = 16
/** Code points below are looked up in a list: nearly all texts are made of them. */
const listed = 256

/** Widths of the characters of a font at the sample size, in units, each measured once. */
interface CharacterWidths {
  /** By code point, where it is low; -1 where it has not been measured, which a line's end never is. */
  readonly common: Int32Array
  /** The widest of all that have been measured. */
  widest(): number
  /** Together, of a text without a line's end. */
  sum(text: string): number
}

function createCharacterWidths(measure: MeasureWidth, font: string): CharacterWidths {
  const common = new Int32Array(listed).fill(-1)
  const others = new Map<number, number>()
  let widest = 0
  const of = (character: string): number => {
    const codePoint = character.codePointAt(0) ?? 0
    const known = codePoint < listed ? common[codePoint] : others.get(codePoint)
    if (known !== undefined && known >= 0) return known
    const width = Math.ceil(measure(character, font) * unitsPerPixel)
    widest = Math.max(widest, width)
    if (codePoint < listed) common[codePoint] = width
    else others.set(codePoint, width)
    return width
  }
  return {
    common,
    widest: () => widest,
    sum(text) {
      let units = 0
      for (const character of text) units += of(character)
      return units
    },
  }
}

/** How wide one line of measured characters is, which nearly all labels are; negative where it is something else. */
function sumOf(text: string, common: Int32Array): number {
  let units = 0
  for (let at = 0; at < text.length; at++) {
    const codePoint = text.charCodeAt(at)
    const width = codePoint < listed ? (common[codePoint] as number) : -1
    if (width < 0) return -1
    units += width
  }
  return units
}

/** How many lines so wide a paragraph takes at most. */
const linesOf = (width: number, widthMax: number | null): number =>
  widthMax === null || width <= widthMax ? 1 : Math.ceil((width * linesPerFull) / widthMax) + 1

/**
 * Guesses how much room texts take from the widths of single characters, rather too much than too little. Measuring every text
 * of a large canvas would cost more than painting what can be seen of it; where texts are seen they are measured. The layout has
 * no lines, and is the same object each time.
 */
export function createRoughRuler(measure: MeasureWidth): TextRuler {
  let fonts = new Map<FontName, CharacterWidths>()
  const layout = { lines: [], width: 0, height: 0, lineHeight: 0, capHeight: 0, font: '' }

  const widthsOf = (name: FontName): CharacterWidths => {
    const known = fonts.get(name)
    if (known !== undefined) return known
    const widths = createCharacterWidths(measure, cssFont(name, sampleSize))
    fonts.set(name, widths)
    return widths
  }

  return {
    layout(shape: Shape) {
      const name = fontNameOf(shape)
      const size = fontSizeOf(shape)
      const widths = widthsOf(name)
      const widthMax = textWidthMax(shape)
      const scale = (size / sampleSize / unitsPerPixel) * safety
      const text = stringCell(shape, 'text', '')
      const lineHeight = size * fontFaces[name].lineHeight
      const units = sumOf(text, widths.common)
      let widest = 0
      let lines = 0
      if (units >= 0) {
        widest = units * scale
        lines = linesOf(widest, widthMax)
      } else {
        for (const paragraph of text.split('\n')) {
          const width = widths.sum(paragraph) * scale
          lines += linesOf(width, widthMax)
          if (width > widest) widest = width
        }
      }
      // A line that holds a single character may be wider than it should.
      const broken = Math.min(widest, Math.max(widthMax ?? 0, widths.widest() * scale))
      layout.width = widthMax === null ? widest : shape.kind === 'text' ? widthMax : broken
      layout.height = lines * lineHeight
      layout.lineHeight = lineHeight
      return layout
    },
    reset() {
      fonts = new Map()
    },
  }
}

import {
  cssFont,
  type FontName,
  fontFaces,
  fontNameOf,
  fontSizeOf,
  type MeasureWidth,
  type Shape,
  stringCell,
  type TextLayout,
  type TextRuler,
  textWidthMax,
} from '@flowstate/engine'

/** Character widths are taken at this size and scaled. */
const sampleSize = 100
/** Kerning and shaping may make a text a little wider than its characters. */
const safety = 1.04
/** Two lines after each other are together wider than one may be, else they would not have been broken. */
const linesPerFull = 2
const newline = 10
/** Widths are whole numbers, rounded up, of so many to a pixel: only of those a sum over letters takes no memory. */
const unitsPerPixel = 16
/** Code points below are looked up in a list: nearly all texts are made of them. */
const listed = 256
const firstSurrogate = 0xd800

/** Widths of the characters of a font at the sample size, in units, each measured once. */
interface CharacterWidths {
  /** By code point, where it is low; -1 where it has not been measured. */
  readonly common: Int32Array
  of(codePoint: number): number
}

function createCharacterWidths(measure: MeasureWidth, font: string): CharacterWidths {
  const common = new Int32Array(listed).fill(-1)
  const others = new Map<number, number>()
  return {
    common,
    of(codePoint) {
      const known = others.get(codePoint)
      if (known !== undefined) return known
      const width = Math.ceil(measure(String.fromCodePoint(codePoint), font) * unitsPerPixel)
      if (codePoint < listed) common[codePoint] = width
      else others.set(codePoint, width)
      return width
    },
  }
}

/** How wide one line is whose characters have all been measured, which nearly all labels are; negative where it is not so. */
function sumOf(text: string, common: Int32Array): number {
  let units = 0
  for (let at = 0; at < text.length; at++) {
    const codePoint = text.charCodeAt(at)
    // A line's end is never measured.
    const width = codePoint < listed ? (common[codePoint] as number) : -1
    if (width < 0) return -1
    units += width
  }
  return units
}

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

  const result = (width: number, height: number, lineHeight: number): TextLayout => {
    layout.width = width
    layout.height = height
    layout.lineHeight = lineHeight
    return layout
  }

  return {
    layout(shape: Shape) {
      const name = fontNameOf(shape)
      const size = fontSizeOf(shape)
      const widths = widthsOf(name)
      const { common } = widths
      const widthMax = textWidthMax(shape)
      const scale = (size / sampleSize / unitsPerPixel) * safety
      const lineHeight = size * fontFaces[name].lineHeight
      const text = stringCell(shape, 'text', '')
      const units = sumOf(text, common)
      if (units >= 0 && (widthMax === null || units * scale <= widthMax)) {
        return result(
          shape.kind === 'text' && widthMax !== null ? widthMax : units * scale,
          lineHeight,
          lineHeight,
        )
      }
      let paragraph = 0
      let widest = 0
      let widestCharacter = 0
      let lines = 0
      for (let at = 0; at <= text.length; at++) {
        let codePoint = at < text.length ? text.charCodeAt(at) : newline
        if (codePoint !== newline) {
          if (codePoint >= firstSurrogate) codePoint = text.codePointAt(at) ?? codePoint
          if (codePoint > 0xffff) at += 1
          const known = codePoint < listed ? (common[codePoint] as number) : -1
          const width = known < 0 ? widths.of(codePoint) : known
          paragraph += width
          if (width > widestCharacter) widestCharacter = width
          continue
        }
        const width = paragraph * scale
        lines += widthMax === null || width <= widthMax ? 1 : Math.ceil((width * linesPerFull) / widthMax) + 1
        if (width > widest) widest = width
        paragraph = 0
      }
      // A line that holds a single character may be wider than it should.
      const broken = Math.min(widest, Math.max(widthMax ?? 0, widestCharacter * scale))
      const width = widthMax === null ? widest : shape.kind === 'text' ? widthMax : broken
      return result(width, lines * lineHeight, lineHeight)
    },
    reset() {
      fonts = new Map()
    },
  }
}

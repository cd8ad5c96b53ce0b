import { type FontName, fontFaces, type MeasureWidth } from './text-layout.ts'

/** Advance widths of the characters from space to tilde in hundredths of the font size. */
type WidthTable = readonly number[]

const widths: { readonly [Name in FontName]: WidthTable } = {
  hand: [
    40, 37, 33, 66, 53, 89, 70, 14, 48, 50, 36, 60, 23, 46, 24, 35, 50, 31, 58, 57, 55, 54, 56, 46, 60, 49,
    25, 31, 54, 63, 56, 52, 96, 61, 64, 60, 64, 58, 52, 61, 67, 31, 47, 59, 55, 79, 68, 61, 54, 64, 58, 53,
    53, 60, 53, 78, 62, 57, 62, 45, 60, 45, 42, 61, 21, 47, 52, 44, 50, 45, 38, 47, 54, 24, 25, 47, 24, 80,
    53, 45, 48, 47, 33, 43, 39, 48, 42, 67, 43, 47, 44, 42, 37, 54, 59,
  ],
  sans: [
    27, 30, 49, 64, 65, 99, 65, 31, 37, 37, 52, 67, 30, 46, 30, 37, 65, 42, 62, 63, 66, 60, 63, 57, 63, 63,
    30, 32, 67, 67, 67, 53, 98, 71, 66, 73, 72, 60, 59, 75, 74, 27, 58, 69, 57, 91, 76, 77, 64, 77, 65, 65,
    65, 74, 71, 100, 70, 70, 64, 37, 37, 37, 48, 46, 34, 57, 62, 58, 62, 59, 38, 62, 60, 25, 25, 56, 25, 89,
    60, 60, 62, 62, 39, 54, 34, 60, 57, 83, 56, 58, 56, 44, 35, 44, 67,
  ],
  serif: [
    24, 29, 38, 52, 52, 93, 73, 18, 36, 36, 46, 53, 30, 32, 30, 34, 53, 53, 53, 53, 53, 53, 53, 53, 53, 53,
    30, 30, 53, 53, 53, 41, 83, 71, 65, 66, 74, 64, 61, 72, 81, 38, 38, 71, 62, 93, 77, 74, 62, 74, 69, 54,
    63, 76, 71, 100, 67, 67, 59, 33, 34, 33, 53, 51, 40, 54, 62, 52, 61, 53, 37, 56, 64, 33, 30, 59, 33, 95,
    64, 58, 62, 60, 46, 46, 36, 63, 58, 84, 57, 59, 49, 36, 29, 36, 53,
  ],
  mono: new Array<number>(95).fill(60),
}

const firstCode = 0x20
/** What most letters of other alphabets take. */
const otherWidth = 58
const fullWidth = 100
const marks = /^\p{Mark}$/u
/** Scripts and symbols that are as wide as they are high. */
const square =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]$/u

function characterWidth(character: string, table: WidthTable): number {
  const known = character.length === 1 ? table[character.charCodeAt(0) - firstCode] : undefined
  if (known !== undefined) return known
  if (marks.test(character)) return 0
  return square.test(character) ? fullWidth : otherWidth
}

const cssFontPattern = /^\d+ ([\d.]+)px (.*)$/

function tableOf(family: string): WidthTable {
  for (const name of ['hand', 'sans', 'serif', 'mono'] as const) {
    if (fontFaces[name].family === family) return widths[name]
  }
  return widths.sans
}

/**
 * Widths of text without fonts at hand: sums of the advance widths of the app's own faces, without kerning. Within a few
 * parts of a hundred for Latin text.
 */
export function createWidthEstimate(): MeasureWidth {
  let lastFont = ''
  let size = 0
  let table = widths.sans
  return (text, font) => {
    if (font !== lastFont) {
      const [, sizeText = '0', family = ''] = cssFontPattern.exec(font) ?? []
      lastFont = font
      size = Number(sizeText)
      table = tableOf(family)
    }
    let sum = 0
    for (const character of text) sum += characterWidth(character, table)
    return (sum * size) / 100
  }
}

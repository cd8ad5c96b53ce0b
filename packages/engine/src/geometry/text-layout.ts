import type { Shape } from '../shapes/shape.ts'
import { numberCell, sizeOf, stringCell } from './cell-readers.ts'
import { runsRightToLeft } from './writing-direction.ts'

export type FontName = 'hand' | 'sans' | 'serif' | 'mono'

interface FontFace {
  readonly family: string
  readonly weight: number
  /** Height of capitals as a fraction of the font size: text is centred on what the eye sees. */
  readonly capHeight: number
  readonly lineHeight: number
}

/** The faces the app brings along. */
export const fontFaces: { readonly [Name in FontName]: FontFace } = {
  hand: { family: "'Kalam', 'Comic Neue', cursive", weight: 400, capHeight: 0.72, lineHeight: 1.35 },
  sans: {
    family: "'Inter Variable', 'Inter', system-ui, sans-serif",
    weight: 500,
    capHeight: 0.727,
    lineHeight: 1.35,
  },
  serif: { family: "'Source Serif 4', Georgia, serif", weight: 400, capHeight: 0.67, lineHeight: 1.35 },
  mono: {
    family: "'JetBrains Mono', ui-monospace, monospace",
    weight: 400,
    capHeight: 0.73,
    lineHeight: 1.4,
  },
}

export const defaultFontSize = 20
/** Space between a shape's side and its label. */
export const labelPadding = 12

/** Width of one line of text, in canvas units, for a CSS font. */
export type MeasureWidth = (text: string, font: string) => number

export interface TextLine {
  readonly text: string
  readonly width: number
  /** As its paragraph runs. */
  readonly isRightToLeft: boolean
}

export interface TextLayout {
  readonly lines: readonly TextLine[]
  readonly width: number
  readonly height: number
  readonly lineHeight: number
  readonly capHeight: number
  readonly font: string
}

export function fontNameOf(shape: Shape): FontName {
  const name = stringCell(shape, 'font', 'hand')
  return name === 'sans' || name === 'serif' || name === 'mono' ? name : 'hand'
}

export function fontSizeOf(shape: Shape): number {
  return numberCell(shape, 'fontSize', defaultFontSize)
}

export function cssFont(name: FontName, sizePx: number): string {
  const { weight, family } = fontFaces[name]
  return `${weight} ${sizePx}px ${family}`
}

function breakWord(word: string, widthMax: number, measure: (text: string) => number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    // The space behind a word stays with it, room or not.
    if (piece !== '' && character.trim() !== '' && measure(piece + character) > widthMax) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}

/**
 * Breaks one paragraph between words; words wider than the line are broken inside. From right to left the space after a word needs
 * room as well, as it does in the field.
 */
function wrapParagraph(paragraph: string, widthMax: number, measure: (text: string) => number): string[] {
  const lines: string[] = []
  const isRightToLeft = runsRightToLeft(paragraph)
  const trimmed = paragraph.trimEnd()
  if (measure(isRightToLeft ? paragraph : trimmed) <= widthMax) return [trimmed]
  let line = ''
  for (const token of paragraph.split(/(?<=\s)/u)) {
    const longer = line + token
    if (measure(isRightToLeft ? longer : longer.trimEnd()) <= widthMax) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    // Asked once for a word that has room; character by character only for one that has none.
    const pieces = measure(token.trimEnd()) <= widthMax ? [token] : breakWord(token, widthMax, measure)
    line = pieces.pop() ?? ''
    lines.push(...pieces)
  }
  lines.push(line.trimEnd())
  return lines
}

/** The width a shape's text wraps at; null when it is as wide as its lines. */
export function textWidthMax(shape: Shape): number | null {
  const { kind } = shape
  if (kind === 'text') {
    const width = shape.width
    return typeof width === 'number' ? Math.max(1, width) : null
  }
  if (kind === 'line' || kind === 'arrow') return 240
  const { width } = sizeOf(shape)
  const inner = kind === 'ellipse' || kind === 'diamond' ? width * 0.72 : width
  return Math.max(8, inner - labelPadding * 2)
}

/** Lays texts out and remembers the result per shape value. */
export interface TextRuler {
  layout(shape: Shape): TextLayout
  /** Forgets everything, because a font has arrived and widths are others now. */
  reset(): void
}

export function createTextRuler(measureWidth: MeasureWidth): TextRuler {
  let layouts = new WeakMap<Shape, TextLayout>()

  const build = (shape: Shape): TextLayout => {
    const name = fontNameOf(shape)
    const face = fontFaces[name]
    const size = fontSizeOf(shape)
    const font = cssFont(name, size)
    const measure = (text: string) => measureWidth(text, font)
    const widthMax = textWidthMax(shape)
    const paragraphs = stringCell(shape, 'text', '').split('\n')
    const lines = paragraphs.flatMap((paragraph): readonly TextLine[] => {
      const texts = widthMax === null ? [paragraph] : wrapParagraph(paragraph, widthMax, measure)
      const isRightToLeft = runsRightToLeft(paragraph)
      return texts.map((text) => ({ text, width: measure(text), isRightToLeft }))
    })
    const lineHeight = size * face.lineHeight
    return {
      lines,
      width:
        shape.kind === 'text' && widthMax !== null ? widthMax : Math.max(0, ...lines.map((l) => l.width)),
      height: lines.length * lineHeight,
      lineHeight,
      capHeight: face.capHeight * size,
      font,
    }
  }

  return {
    layout(shape) {
      const known = layouts.get(shape)
      if (known !== undefined) return known
      const layout = build(shape)
      layouts.set(shape, layout)
      return layout
    },
    reset() {
      layouts = new WeakMap()
    },
  }
}

import type { Colour, FontName } from '@flowstate/engine'
import { within } from './clean-cells.ts'
import { type Foreign, member, numberIn, objectIn, textIn } from './foreign-value.ts'

type Size = 's' | 'm' | 'l' | 'xl'

function sizeOf(props: Foreign): Size {
  const size = textIn(props, 'size', 'm')
  return size === 's' || size === 'l' || size === 'xl' ? size : 'm'
}

export function scaleOf(props: Foreign): number {
  return within(numberIn(props, 'scale', 1), 0.01, 100)
}

const lineWidths = { s: 2, m: 3.5, l: 5, xl: 10 } as const
const textSizes = { s: 18, m: 24, l: 36, xl: 44 } as const
const labelSizes = { s: 18, m: 22, l: 26, xl: 32 } as const
const arrowLabelSizes = { s: 18, m: 20, l: 24, xl: 28 } as const

const lineColours = new Map<string, Colour>([
  ['black', 'ink'],
  ['grey', 'grey'],
  ['light-violet', 'pink'],
  ['violet', 'violet'],
  ['blue', 'blue'],
  ['light-blue', '#4ba1f1'],
  ['yellow', 'yellow'],
  ['orange', 'orange'],
  ['green', 'green'],
  ['light-green', '#4cb05e'],
  ['light-red', '#f87777'],
  ['red', 'red'],
  ['white', 'white'],
])

const tints = new Map<string, Colour>([
  ['black', 'ink'],
  ['grey', 'grey'],
  ['light-violet', 'pink'],
  ['violet', 'violet'],
  ['blue', 'blue'],
  ['light-blue', 'blue'],
  ['yellow', 'yellow'],
  ['orange', 'orange'],
  ['green', 'green'],
  ['light-green', 'green'],
  ['light-red', 'red'],
  ['red', 'red'],
  ['white', 'white'],
])

/** Fills in the full strength of a line. */
const strong = new Map<string, Colour>([
  ['black', '#1f2329'],
  ['grey', '#9fa8b2'],
  ['light-violet', '#e085f4'],
  ['violet', '#ae3ec9'],
  ['blue', '#4465e9'],
  ['light-blue', '#4ba1f1'],
  ['yellow', '#f1ac4b'],
  ['orange', '#e16919'],
  ['green', '#099268'],
  ['light-green', '#4cb05e'],
  ['light-red', '#f87777'],
  ['red', '#e03131'],
  ['white', '#ffffff'],
])

export function namedColour(name: string): Colour {
  return lineColours.get(name) ?? 'ink'
}

export function noteColour(props: Foreign): Colour {
  const name = textIn(props, 'color', 'black')
  // Its black note is the plain one, and plain notes are yellow.
  return name === 'black' ? 'yellow' : (tints.get(name) ?? 'yellow')
}

/** Cells every shape has. Very old files have the opacity among the others, as text. */
export function tldrawCommonCells(record: Foreign): { readonly [cell: string]: unknown } {
  const opacity = within(numberIn(record, 'opacity', numberIn(objectIn(record, 'props'), 'opacity', 1)), 0, 1)
  return {
    ...(opacity === 1 ? {} : { opacity }),
    ...(member(record, 'isLocked') === true ? { locked: true } : {}),
  }
}

export function tldrawLineWidth(props: Foreign): number {
  return within(lineWidths[sizeOf(props)] * scaleOf(props), 0.5, 100)
}

/** A highlighter is a little broader than the letters of its size. */
export function tldrawHighlightWidth(props: Foreign): number {
  return textSizes[sizeOf(props)] * 1.12 * scaleOf(props)
}

export function tldrawLineCells(props: Foreign): { readonly [cell: string]: unknown } {
  const dash = textIn(props, 'dash', 'draw')
  return {
    stroke: dash === 'none' ? 'none' : namedColour(textIn(props, 'color', 'black')),
    strokeWidth: tldrawLineWidth(props),
    ...(dash === 'dashed' || dash === 'dotted' ? { dash } : {}),
  }
}

export function isFilled(props: Foreign): boolean {
  return !['', 'none'].includes(textIn(props, 'fill'))
}

export function tldrawFill(props: Foreign): {
  readonly fill?: Colour
  readonly fillStyle?: 'solid' | 'hatch'
} {
  const name = textIn(props, 'color', 'black')
  switch (textIn(props, 'fill', 'none')) {
    case 'semi':
      return { fill: 'white', fillStyle: 'solid' }
    case 'solid':
      return { fill: tints.get(name) ?? 'ink', fillStyle: 'solid' }
    case 'pattern':
      return { fill: lineColours.get(name) ?? 'ink', fillStyle: 'hatch' }
    case 'fill':
    case 'lined-fill':
      return { fill: strong.get(name) ?? '#1f2329', fillStyle: 'solid' }
    default:
      return {}
  }
}

export function tldrawFont(props: Foreign): FontName {
  const font = textIn(props, 'font', 'draw')
  return font === 'sans' || font === 'serif' || font === 'mono' ? font : 'hand'
}

export function tldrawFontSize(props: Foreign, use: 'text' | 'label' | 'arrow'): number {
  const sizes = use === 'text' ? textSizes : use === 'label' ? labelSizes : arrowLabelSizes
  return within(sizes[sizeOf(props)] * scaleOf(props), 4, 400)
}

export function tldrawAlign(value: string): 'left' | 'center' | 'right' {
  if (value.startsWith('start')) return 'left'
  return value.startsWith('end') ? 'right' : 'center'
}

export function tldrawVertical(value: string): 'top' | 'middle' | 'bottom' {
  if (value === 'start') return 'top'
  return value === 'end' ? 'bottom' : 'middle'
}

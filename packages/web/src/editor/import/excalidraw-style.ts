import type { Colour, FontName } from '@flowstate/engine'
import { within } from './clean-cells.ts'
import { pairedColour } from './foreign-colour.ts'
import { type Foreign, member, numberIn, objectIn, textIn } from './foreign-value.ts'

/** Line colours of its palettes, of today and of earlier years, that our named lines come close to. */
const lines = new Map<string, Colour>([
  ['#1e1e1e', 'ink'],
  ['#000000', 'ink'],
  ['#343a40', 'ink'],
  ['#868e96', 'grey'],
  ['#495057', 'grey'],
  ['#e03131', 'red'],
  ['#c92a2a', 'red'],
  ['#e8590c', 'orange'],
  ['#d9480f', 'orange'],
  ['#f08c00', 'yellow'],
  ['#e67700', 'yellow'],
  ['#2f9e44', 'green'],
  ['#2b8a3e', 'green'],
  ['#099268', 'teal'],
  ['#0c8599', 'teal'],
  ['#0b7285', 'teal'],
  ['#087f5b', 'teal'],
  ['#1971c2', 'blue'],
  ['#1864ab', 'blue'],
  ['#364fc7', 'blue'],
  ['#6741d9', 'violet'],
  ['#5f3dc4', 'violet'],
  ['#9c36b5', 'violet'],
  ['#c2255c', 'pink'],
  ['#a61e4d', 'pink'],
  ['#ffffff', 'white'],
])

/** Its light fills. Strong ones have no pair: a fill of ours is a tint. */
const fills = new Map<string, Colour>([
  ['#ffffff', 'white'],
  ['#f8f9fa', 'grey'],
  ['#e9ecef', 'grey'],
  ['#ffc9c9', 'red'],
  ['#fff5f5', 'red'],
  ['#ffd8a8', 'orange'],
  ['#ffe8cc', 'orange'],
  ['#ffec99', 'yellow'],
  ['#fff9db', 'yellow'],
  ['#b2f2bb', 'green'],
  ['#ebfbee', 'green'],
  ['#96f2d7', 'teal'],
  ['#99e9f2', 'teal'],
  ['#a5d8ff', 'blue'],
  ['#e7f5ff', 'blue'],
  ['#d0bfff', 'violet'],
  ['#eebefa', 'violet'],
  ['#fcc2d7', 'pink'],
])

/** Hatching is drawn in the strength of lines. */
const hatches = new Map<string, Colour>([
  ...lines,
  ['#ffc9c9', 'red'],
  ['#ffd8a8', 'orange'],
  ['#ffec99', 'yellow'],
  ['#b2f2bb', 'green'],
  ['#96f2d7', 'teal'],
  ['#99e9f2', 'teal'],
  ['#a5d8ff', 'blue'],
  ['#d0bfff', 'violet'],
  ['#eebefa', 'violet'],
  ['#fcc2d7', 'pink'],
])

export function lineColour(element: Foreign): Colour {
  return pairedColour(textIn(element, 'strokeColor', '#1e1e1e'), lines, 'ink')
}

function fillStyleOf(element: Foreign): 'solid' | 'hatch' | 'cross' {
  switch (textIn(element, 'fillStyle', 'solid')) {
    case 'hachure':
    case 'zigzag':
    case 'zigzag-line':
      return 'hatch'
    case 'cross-hatch':
      return 'cross'
    default:
      return 'solid'
  }
}

export function fillColour(element: Foreign): Colour {
  const pairs = fillStyleOf(element) === 'solid' ? fills : hatches
  return pairedColour(textIn(element, 'backgroundColor', 'transparent'), pairs, 'none')
}

/** Cells every element has. */
export function commonCells(element: Foreign): { readonly [cell: string]: unknown } {
  const opacity = within(numberIn(element, 'opacity', 100) / 100, 0, 1)
  return {
    ...(opacity === 1 ? {} : { opacity }),
    ...(member(element, 'locked') === true ? { locked: true } : {}),
  }
}

function dashOf(element: Foreign): 'solid' | 'dashed' | 'dotted' {
  const style = textIn(element, 'strokeStyle', 'solid')
  return style === 'dashed' || style === 'dotted' ? style : 'solid'
}

export function lineCells(element: Foreign): { readonly [cell: string]: unknown } {
  return {
    stroke: lineColour(element),
    strokeWidth: within(numberIn(element, 'strokeWidth', 2), 0.5, 100),
    dash: dashOf(element),
  }
}

export function fillCells(element: Foreign): { readonly [cell: string]: unknown } {
  const fill = fillColour(element)
  return fill === 'none' ? {} : { fill, fillStyle: fillStyleOf(element) }
}

/** Its corners are a quarter of the shorter side, or 32 at most where they adapt. */
export function cornerOf(element: Foreign, width: number, height: number): number {
  const side = Math.max(0, Math.min(width, height))
  const roundness = member(element, 'roundness')
  const kind = numberIn(roundness, 'type', textIn(element, 'strokeSharpness') === 'round' ? 1 : 0)
  if (kind === 0) return 0
  const share = side * 0.25
  return kind === 3 ? Math.min(share, numberIn(objectIn(element, 'roundness'), 'value', 32)) : share
}

export function isRound(element: Foreign): boolean {
  return (
    numberIn(member(element, 'roundness'), 'type', 0) > 0 || textIn(element, 'strokeSharpness') === 'round'
  )
}

const fonts = new Map<number, FontName>([
  [1, 'hand'],
  [2, 'sans'],
  [3, 'mono'],
  [5, 'hand'],
  [6, 'sans'],
  [7, 'sans'],
  [8, 'mono'],
  [9, 'sans'],
])

export function fontOf(element: Foreign): FontName {
  return fonts.get(numberIn(element, 'fontFamily', 1)) ?? 'hand'
}

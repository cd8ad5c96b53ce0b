import { type ColourName, colourNames } from '../cells/choice-grammars.ts'

export type Theme = 'light' | 'dark'

/** The named colours that paint; each theme pairs them with its own values. */
export type PaintName = Exclude<ColourName, 'none'>

/** What a colour is used for: lines are strong, fills are tints under dark text, notes sit between the two. */
export type ColourUse = 'line' | 'fill' | 'note'

type Pair = readonly [light: string, dark: string]

const colours: { readonly [Name in PaintName]: { readonly [Use in ColourUse]: Pair } } = {
  ink: { line: ['#1f2329', '#e8eaee'], fill: ['#d9dce2', '#41464f'], note: ['#cfd4dc', '#4a505b'] },
  grey: { line: ['#868e9b', '#8c95a3'], fill: ['#eff1f4', '#2b2f36'], note: ['#e3e6eb', '#3b4049'] },
  red: { line: ['#dc4740', '#f57f78'], fill: ['#ffe3e0', '#4b2725'], note: ['#ffc2bc', '#7a3a36'] },
  orange: { line: ['#e07a1a', '#f5a35b'], fill: ['#ffead6', '#4a331d'], note: ['#ffd2a3', '#7a4f26'] },
  yellow: { line: ['#d4a106', '#ecc650'], fill: ['#fff4cc', '#433a17'], note: ['#ffe38a', '#846100'] },
  green: { line: ['#31a04a', '#68cb7e'], fill: ['#def5e3', '#1f3d28'], note: ['#b6e8c1', '#2f6340'] },
  teal: { line: ['#109c94', '#4cc9c1'], fill: ['#d5f4f1', '#163c3a'], note: ['#a6e6e0', '#20605c'] },
  blue: { line: ['#2f6fe4', '#78a5ff'], fill: ['#dfeaff', '#20335a'], note: ['#b9d3ff', '#2f4f8d'] },
  violet: { line: ['#7a50d8', '#b096f5'], fill: ['#ece4ff', '#35295c'], note: ['#d3c2ff', '#523f90'] },
  pink: { line: ['#d8458f', '#f387bd'], fill: ['#ffe2f0', '#4c233a'], note: ['#ffbfdd', '#7c3860'] },
  white: { line: ['#ffffff', '#ffffff'], fill: ['#ffffff', '#1d2026'], note: ['#ffffff', '#2a2e36'] },
}

const hexPattern = /^#[0-9a-f]{6}$/

function isPaintName(value: string): value is PaintName {
  return value !== 'none' && colourNames.some((name) => name === value)
}

/** The CSS colour to paint with; null for `none`. Hex colours are used as they are, unknown ones read as ink. */
export function resolveColour(value: string, use: ColourUse, theme: Theme): string | null {
  if (value === 'none') return null
  if (hexPattern.test(value)) return value
  const name = isPaintName(value) ? value : 'ink'
  return colours[name][use][theme === 'light' ? 0 : 1]
}

/** The surface shapes lie on. */
export function canvasColour(value: string | null, theme: Theme): string {
  if (value !== null && value !== 'none') return resolveColour(value, 'fill', theme) ?? '#ffffff'
  return theme === 'light' ? '#fcfcfb' : '#15171b'
}

import type { Colour } from '@flowstate/engine'

const named = new Map([
  ['black', '#000000'],
  ['white', '#ffffff'],
  ['red', '#ff0000'],
  ['green', '#008000'],
  ['blue', '#0000ff'],
  ['yellow', '#ffff00'],
  ['orange', '#ffa500'],
  ['gray', '#808080'],
  ['grey', '#808080'],
  ['purple', '#800080'],
  ['pink', '#ffc0cb'],
  ['brown', '#a52a2a'],
  ['cyan', '#00ffff'],
  ['magenta', '#ff00ff'],
])

function hexByte(value: number): string {
  return Math.min(255, Math.max(0, Math.round(value)))
    .toString(16)
    .padStart(2, '0')
}

/** A colour as `#rrggbb`, `none` where it is clear, null where it is not understood. */
export function hexColour(value: string): `#${string}` | 'none' | null {
  const text = value.trim().toLowerCase()
  if (text === '' || text === 'transparent' || text === 'none') return 'none'
  const hex = /^#([0-9a-f]{3,8})$/.exec(text)?.[1] ?? named.get(text)?.slice(1)
  if (hex !== undefined) {
    const long = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex
    if (long.length !== 6 && long.length !== 8) return null
    return long.length === 8 && long.endsWith('00') ? 'none' : `#${long.slice(0, 6)}`
  }
  const rgb = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+%?))?\s*\)$/.exec(text)
  if (rgb === null) return null
  if (rgb[4] !== undefined && Number.parseFloat(rgb[4]) === 0) return 'none'
  return `#${[rgb[1], rgb[2], rgb[3]].map((part) => hexByte(Number(part))).join('')}`
}

/** A colour of another palette that is one of ours, so that it has its pair on a dark canvas; the colour itself otherwise. */
export function pairedColour(value: string, pairs: ReadonlyMap<string, Colour>, fallback: Colour): Colour {
  const hex = hexColour(value)
  if (hex === null) return fallback
  return pairs.get(hex) ?? hex
}

/**
 * The colour of words on a fill. Ink turns light on a dark canvas; on a fill that stays as it is the words stay as they are too.
 */
export function wordColour(words: Colour, fill: Colour): Colour {
  if (!fill.startsWith('#')) return words
  return words === 'ink' ? '#1f2329' : words
}

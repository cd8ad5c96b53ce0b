import type { Size } from './cell-readers.ts'
import type { Path, PathCommand } from './path.ts'

/** Hatching is the same everywhere: how far apart, how thick, how strong. */
export const hatching = {
  /** Canvas units between lines, along the axes. */
  spacing: 9,
  lineWidth: 1.25,
  alpha: 0.55,
  /** Closer on screen than this, lines would only shimmer: they become an even tint. */
  pixelsMin: 3,
  tintAlpha: 0.3,
} as const

/** Lines at 45 degrees over a box at the origin, both ways for `cross`. They run through the origin, whatever the size. */
export function hatchLines({ width, height }: Size, style: 'hatch' | 'cross'): Path {
  const { spacing } = hatching
  const path: PathCommand[] = []
  for (let at = spacing; at < width + height; at += spacing) {
    path.push(['M', at - height, height], ['L', at, 0])
  }
  if (style === 'hatch') return path
  for (let at = Math.ceil(-height / spacing) * spacing; at < width; at += spacing) {
    path.push(['M', at, 0], ['L', at + height, height])
  }
  return path
}

/** One tile of the same lines, `spacing` wide and high, that repeats without a seam. */
export function hatchTile(style: 'hatch' | 'cross'): Path {
  const s = hatching.spacing
  const rising: Path = [
    ['M', -1, 1],
    ['L', 1, -1],
    ['M', 0, s],
    ['L', s, 0],
    ['M', s - 1, s + 1],
    ['L', s + 1, s - 1],
  ]
  if (style === 'hatch') return rising
  return [
    ...rising,
    ['M', -1, s - 1],
    ['L', 1, s + 1],
    ['M', 0, 0],
    ['L', s, s],
    ['M', s - 1, -1],
    ['L', s + 1, 1],
  ]
}

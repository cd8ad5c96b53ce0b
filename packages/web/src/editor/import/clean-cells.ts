import { limits } from '@flowstate/engine'
import type { LossList } from './loss-list.ts'

/** A number between two bounds. */
export function within(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}

/** Text every store can hold, with line ends of one kind; what is too long is cut and told. */
export function cleanText(value: string, what: string, losses: LossList): string {
  const text = value.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed()
  if (text.length <= limits.textCharactersMax) return text
  losses.add('longText', what)
  // A pair cut in two would leave half a character behind.
  return text.slice(0, limits.textCharactersMax).replace(/[\ud800-\udbff]$/, '')
}

/** A name as it may stand in a cell; absent where there is none. */
export function nameCells(value: string): { readonly name?: string } {
  const name = value
    .replaceAll('\0', '')
    .toWellFormed()
    .trim()
    .slice(0, limits.nameCharactersMax)
    .toWellFormed()
  return name === '' ? {} : { name }
}

const linkPattern = /^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/u

/** A link of the kinds that may be stored; any other is left out. */
export function linkCells(value: string): { readonly link?: string } {
  const link = value.trim()
  return linkPattern.test(link) && link.length <= limits.linkCharactersMax ? { link } : {}
}

/**
 * Fewer points of an ink or a line that has more than a shape may hold, evenly, the ends kept.
 * @param stride numbers per point
 */
export function thinnedPoints(
  points: readonly number[],
  stride: 2 | 3,
  told: { readonly what: string; readonly losses: LossList },
): readonly number[] {
  const count = points.length / stride
  if (count <= limits.strokePointsMax) return points
  told.losses.add('longStroke', told.what)
  const thin: number[] = []
  for (let i = 0; i < limits.strokePointsMax; i++) {
    const from = Math.round((i * (count - 1)) / (limits.strokePointsMax - 1)) * stride
    thin.push(...points.slice(from, from + stride))
  }
  return thin
}

import type { Bounds } from '../geometry/bounds.ts'
import type { Path } from '../geometry/path.ts'
import { svgNumber } from './svg-number.ts'

/** Numbers in a row; a minus sign separates as well as a space does. */
export function joinNumbers(values: readonly number[], digits: number, isFirst = true): string {
  let text = ''
  for (const value of values) {
    const number = svgNumber(value, digits)
    text += (isFirst && text === '') || number.startsWith('-') ? number : ` ${number}`
  }
  return text
}

/** The value of a `d` attribute. */
export function pathData(path: Path, digits: number): string {
  let data = ''
  for (const [command, ...numbers] of path) data += command + joinNumbers(numbers, digits)
  return data
}

export function boxData({ minX, minY, maxX, maxY }: Bounds, digits: number): string {
  const width = svgNumber(maxX - minX, digits)
  return `M${joinNumbers([minX, minY], digits)}h${width}v${svgNumber(maxY - minY, digits)}h${svgNumber(minX - maxX, digits)}z`
}

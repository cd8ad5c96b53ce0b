import type { GeometryContext } from '../geometry/geometry-context.ts'
import type { Theme } from '../geometry/palette.ts'
import type { SvgDefinitions } from './svg-definitions.ts'

/** What every shape is written with. */
export interface SvgPen extends GeometryContext {
  readonly theme: Theme
  /** Pixels of the picture per canvas unit: decides how much detail is worth writing. */
  readonly scale: number
  /** Digits after the point of coordinates. */
  readonly digits: number
  /** A picture seen at its own small size: what nobody can make out is written shorter. */
  readonly simplified: boolean
  readonly definitions: SvgDefinitions
  /** A `data:` URL of a picture, or null to leave its place empty. */
  image(assetId: string): string | null
}

/** Digits that place a point within a tenth of a pixel. */
export function digitsFor(scale: number): number {
  return Math.min(2, Math.max(0, Math.ceil(Math.log10(scale) + 1)))
}

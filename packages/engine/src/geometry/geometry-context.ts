import type { ShapeLookup } from './cell-readers.ts'
import type { TextRuler } from './text-layout.ts'

/** What geometry needs besides the shape itself. */
export interface GeometryContext {
  readonly lookup: ShapeLookup
  readonly ruler: TextRuler
}

import type { CanvasState } from '../canvas-state.ts'
import type { Bounds } from '../geometry/bounds.ts'
import type { TextRuler } from '../geometry/text-layout.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { contentOf } from './svg-content.ts'
import { svgSource } from './svg-source.ts'
import { finishWork } from './work-steps.ts'

/** What a picture of a canvas shows. */
export interface PictureContent {
  /** In the order of painting. */
  readonly shapes: readonly Shape[]
  /** Null when there is nothing to see. */
  readonly bounds: Bounds | null
}

/**
 * The shapes a picture holds, and the area they take, for painters of other kinds: the same as in an SVG.
 * @param ids the shapes chosen, each with all that is in it; null for everything
 */
export function pictureContent(
  state: CanvasState,
  ids: ReadonlySet<ShapeId> | null,
  ruler: TextRuler,
): PictureContent {
  const source = svgSource(state)
  const { placed, bounds } = finishWork(contentOf(source, { ids, isRough: false }, { lookup: source, ruler }))
  return { shapes: placed.map(({ shape }) => shape), bounds }
}

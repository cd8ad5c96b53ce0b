import type { Shape, ShapeId } from '@flowstate/engine'
import { type LiftedPaint, nothingLifted } from '../lifted-paint.ts'
import type { LiftedNews, LiftedShape } from './ground-messages.ts'

const sameIds = (a: ReadonlySet<ShapeId>, b: ReadonlySet<ShapeId>): boolean =>
  a === b || (a.size === b.size && [...a].every((id) => b.has(id)))

/** Knows what is lifted in the worker, and says what is another. */
export interface LiftedFeed {
  news(lifted: LiftedPaint): LiftedNews
}

/** What is lifted as the worker takes it: ids are shapes as it has them. */
export function shapesOf(
  listed: readonly LiftedShape[],
  get: (id: ShapeId) => Shape | undefined,
): readonly Shape[] {
  return listed.flatMap((one) => (typeof one === 'string' ? (get(one) ?? []) : one))
}

/** @param has whether the worker has a shape as it is */
export function createLiftedFeed(has: (shape: Shape) => boolean): LiftedFeed {
  let before: LiftedPaint = nothingLifted
  const brief = (shapes: readonly Shape[]): readonly LiftedShape[] =>
    shapes.map((shape) => (has(shape) ? shape.id : shape))
  return {
    news(lifted) {
      const { shapes, carried, hidden, fading } = lifted
      const isCarriedOn = carried?.shapes === before.carried?.shapes
      const isSameHidden = sameIds(hidden, before.hidden)
      before = lifted
      return {
        shapes: brief(shapes),
        carried: carried && {
          dx: carried.dx,
          dy: carried.dy,
          ...(isCarriedOn ? {} : { shapes: brief(carried.shapes) }),
        },
        fading: [...fading],
        ...(isSameHidden ? {} : { hidden: [...hidden] }),
      }
    },
  }
}

import {
  booleanCell,
  boundsAroundBox,
  boundsContainPoint,
  type CanvasState,
  type Point,
  type Shape,
} from '@flowstate/engine'
import { containersOf } from '../containers-of.ts'

/** The frames a shape is cut off by, outermost last. */
export function clippingFrames(shape: Shape, view: CanvasState): readonly Shape[] {
  if (shape.parentId === null) return []
  return containersOf(shape, view).filter(
    (container) => container.kind === 'frame' && booleanCell(container, 'clip', true),
  )
}

/** Whether nothing of a shape is seen at a point, because a frame it is in ends before. */
export function isCutOff(shape: Shape, point: Point, view: CanvasState): boolean {
  return clippingFrames(shape, view).some((frame) => !boundsContainPoint(boundsAroundBox(frame), point))
}

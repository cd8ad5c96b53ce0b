import { type Bounds, boundsAroundBox, type CanvasState, numberCell, type ShapeId } from '@flowstate/engine'

/** The box of a frame that is taken out alone: like a page it has no margin, and its name is not part of it. */
export function areaOfFrameAlone(view: CanvasState, ids: ReadonlySet<ShapeId> | null): Bounds | null {
  const [id, ...others] = ids ?? []
  const shape = id === undefined || others.length > 0 ? undefined : view.get(id)
  if (shape?.kind !== 'frame' || numberCell(shape, 'rotation', 0) !== 0) return null
  return boundsAroundBox(shape)
}

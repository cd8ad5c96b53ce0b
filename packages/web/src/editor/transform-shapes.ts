import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  type Cells,
  type CellValue,
  calloutTail,
  centreOf,
  fontSizeOf,
  type GeometryContext,
  isInk,
  isLinear,
  isSized,
  numberCell,
  numbersCell,
  type Point,
  type ProposedChange,
  pointsOf,
  positionOf,
  rotateAbout,
  rotationCentre,
  rotationOf,
  type Shape,
  sizeOf,
} from '@flowstate/engine'
import { mirroredBow, mirroredContent, mirroredTurn, normalAngle } from './mirror-shapes.ts'
import type { ResizeHandle } from './selection-frame.ts'
import { placedPoints } from './tools/linear-tool.ts'

/** No side of a box gets smaller: a shape without width could never be found again. */
const sideMin = 1

function update(shape: Shape, set: Cells): ProposedChange {
  return { kind: 'update', id: shape.id, set }
}

/** The box after dragging a handle to a point; both in the frame's own unrotated coordinates. */
export function resizedBox(
  box: Bounds,
  drag: { handle: ResizeHandle; to: Point; keepRatio: boolean; fromCentre: boolean },
): Bounds {
  const { handle, to } = drag
  const west = handle.includes('w')
  const north = handle.includes('n')
  const horizontal = west || handle.includes('e')
  const vertical = north || handle.includes('s')
  const centre = centreOf(box)
  const fixedX = drag.fromCentre ? centre.x : west ? box.maxX : box.minX
  const fixedY = drag.fromCentre ? centre.y : north ? box.maxY : box.minY
  const oldX = (west ? box.minX : box.maxX) - fixedX
  const oldY = (north ? box.minY : box.maxY) - fixedY
  let scaleX = horizontal && oldX !== 0 ? (to.x - fixedX) / oldX : 1
  let scaleY = vertical && oldY !== 0 ? (to.y - fixedY) / oldY : 1
  if (drag.keepRatio) {
    const scale =
      horizontal && vertical ? Math.max(Math.abs(scaleX), Math.abs(scaleY)) : horizontal ? scaleX : scaleY
    scaleX = horizontal && vertical ? Math.sign(scaleX || 1) * scale : scale
    scaleY = horizontal && vertical ? Math.sign(scaleY || 1) * scale : scale
  }
  const originX = horizontal ? fixedX : centre.x
  const originY = vertical ? fixedY : centre.y
  return {
    minX: originX + (box.minX - originX) * scaleX,
    minY: originY + (box.minY - originY) * scaleY,
    maxX: originX + (box.maxX - originX) * scaleX,
    maxY: originY + (box.maxY - originY) * scaleY,
  }
}

interface Scaling {
  readonly x: number
  readonly y: number
  map(point: Point): Point
}

/** The stretch from one box to another; the target's corners may have changed sides, which mirrors. */
function scalingBetween(from: Bounds, to: Bounds): Scaling {
  const x = boundsWidth(from) === 0 ? 1 : (to.maxX - to.minX) / boundsWidth(from)
  const y = boundsHeight(from) === 0 ? 1 : (to.maxY - to.minY) / boundsHeight(from)
  return {
    x,
    y,
    map: (point) => ({ x: to.minX + (point.x - from.minX) * x, y: to.minY + (point.y - from.minY) * y }),
  }
}

function scaledPoints(shape: Shape, scaling: Scaling): Cells {
  const stride = isInk(shape) ? 3 : 2
  const numbers = numbersCell(shape, 'points')
  const points: number[] = []
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  numbers.forEach((value, i) => {
    const axis = i % stride
    const scaled = axis === 0 ? value * scaling.x : axis === 1 ? value * scaling.y : value
    if (axis === 0) minX = Math.min(minX, scaled)
    if (axis === 1) minY = Math.min(minY, scaled)
    points.push(scaled)
  })
  const corner = scaling.map(positionOf(shape))
  return {
    position: [corner.x + minX, corner.y + minY],
    points: points.map((value, i) =>
      i % stride === 0 ? value - minX : i % stride === 1 ? value - minY : value,
    ),
  }
}

/** A text narrower than this, in canvas units, would be a column of letters. */
const textWidthMin = 16

/** @param widthNow of a text that is stretched alone: its sides wrap it, also where it was as wide as its lines */
function scaledText(shape: Shape, scaling: Scaling, handle: ResizeHandle, widthNow: number): Cells {
  const corner = scaling.map(positionOf(shape))
  if (handle === 'e' || handle === 'w') {
    const width = numberCell(shape, 'width', widthNow)
    return width > 0
      ? { position: [corner.x, corner.y], width: Math.max(textWidthMin, width * Math.abs(scaling.x)) }
      : {}
  }
  const fontSize = Math.min(400, Math.max(4, fontSizeOf(shape) * Math.abs(scaling.y)))
  const cells: { [cell: string]: CellValue } = { position: [corner.x, corner.y], fontSize }
  const width = shape.width
  if (typeof width === 'number') cells.width = width * Math.abs(scaling.y)
  return cells
}

/** @param shared whether the box is stretched with others along the canvas' axes, not along its own */
function scaledBox(shape: Shape, scaling: Scaling, shared: boolean): Cells {
  const { x, y } = positionOf(shape)
  const { width, height } = sizeOf(shape)
  const a = scaling.map({ x, y })
  const b = scaling.map({ x: x + width, y: y + height })
  const cells: { [cell: string]: CellValue } = {
    position: [Math.min(a.x, b.x), Math.min(a.y, b.y)],
    size: [Math.max(sideMin, Math.abs(b.x - a.x)), Math.max(sideMin, Math.abs(b.y - a.y))],
  }
  return { ...cells, ...scaledContent(shape, scaling), ...mirroredRotation(shape, scaling, shared) }
}

/** What a box shows after a stretch that may have turned it inside out. */
function scaledContent(shape: Shape, scaling: Scaling): Cells {
  const axes = (['x', 'y'] as const).filter((axis) => scaling[axis] < 0)
  let mirrored = shape
  for (const axis of axes) mirrored = { ...mirrored, ...mirroredContent(mirrored, axis) }
  if (shape.kind === 'image') return axes.length === 0 ? {} : { flip: mirrored.flip ?? [false, false] }
  if (shape.kind !== 'callout' || (shape.tail === undefined && axes.length === 0)) return {}
  const tail = calloutTail(mirrored)
  return { tail: [tail.x * Math.abs(scaling.x), tail.y * Math.abs(scaling.y)] }
}

function mirroredRotation(shape: Shape, scaling: Scaling, shared: boolean): Cells {
  const before = rotationOf(shape)
  const inside = scaling.x < 0 !== scaling.y < 0
  const rotation = normalAngle(
    (shared && inside ? -before : before) + (scaling.y < 0 ? mirroredTurn(shape, 'y') : 0),
  )
  return rotation === before ? {} : { rotation }
}

/**
 * Stretches shapes with a box. A single turned shape is stretched along its own axes, the far side staying where it is; in a
 * larger selection turned shapes are stretched along the canvas' axes.
 */
export function resizeChanges(
  shapes: readonly Shape[],
  stretch: { from: Bounds; to: Bounds; rotation: number; handle: ResizeHandle },
): readonly ProposedChange[] {
  const scaling = scalingBetween(stretch.from, stretch.to)
  // The box turns about its middle, which the stretch moves: what was fixed on screen must stay fixed.
  const before = centreOf(stretch.from)
  const after = centreOf(stretch.to)
  const turned = rotateAbout(after, before, stretch.rotation)
  const shiftX = turned.x - after.x
  const shiftY = turned.y - after.y
  return shapes.flatMap((shape) => {
    const cells =
      isInk(shape) || isLinear(shape)
        ? scaledPoints(shape, scaling)
        : shape.kind === 'text'
          ? scaledText(shape, scaling, stretch.handle, shapes.length === 1 ? boundsWidth(stretch.from) : 0)
          : isSized(shape)
            ? scaledBox(shape, scaling, shapes.length > 1)
            : {}
    const position = cells.position
    if (!Array.isArray(position)) return []
    const [x, y] = position
    if (typeof x !== 'number' || typeof y !== 'number') return []
    const placed = { ...cells, position: [x + shiftX, y + shiftY] }
    if (scaling.x < 0 === scaling.y < 0) return [update(shape, placed)]
    return [{ kind: 'update', id: shape.id, ...mirroredBow(shape, placed) }]
  })
}

/** A line turns by its points: ends that are tied to shapes turn with those. */
function turnedLine(
  shape: Shape,
  turn: { centre: Point; angle: number },
  context: GeometryContext,
): ProposedChange {
  const { x, y } = positionOf(shape)
  const middle = rotationCentre(shape, context)
  const points = pointsOf(shape).map((point) =>
    rotateAbout(
      rotateAbout({ x: x + point.x, y: y + point.y }, middle, rotationOf(shape)),
      turn.centre,
      turn.angle,
    ),
  )
  const unset = shape.rotation === undefined ? {} : { unset: ['rotation'] }
  return { kind: 'update', id: shape.id, set: placedPoints(points), ...unset }
}

/** Turns shapes about one common point. */
export function rotateChanges(
  shapes: readonly Shape[],
  turn: { centre: Point; angle: number },
  context: GeometryContext,
): readonly ProposedChange[] {
  return shapes.map((shape) => {
    if (isLinear(shape)) return turnedLine(shape, turn, context)
    const middle = rotationCentre(shape, context)
    const moved = rotateAbout(middle, turn.centre, turn.angle)
    const { x, y } = positionOf(shape)
    const rotation = normalAngle(rotationOf(shape) + turn.angle)
    return update(shape, { position: [x + moved.x - middle.x, y + moved.y - middle.y], rotation })
  })
}

import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  type CanvasState,
  centreOf,
  expandBounds,
  type GeometryContext,
  isLinear,
  linearPoints,
  localBounds,
  type Point,
  rotateAbout,
  rotationOf,
  type Shape,
  type ShapeId,
  stringCell,
} from '@flowstate/engine'
import { selectionBounds } from './selection.ts'

export type ResizeHandle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w'

export type HandleHit =
  | { readonly kind: 'resize'; readonly handle: ResizeHandle }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'end'; readonly end: 'start' | 'end' }
  /** A point within a line, or the middle between two, which becomes one when it is dragged. */
  | ({ readonly kind: 'bend' } & Bend)

/** Where a line is bent: at its point of that number, or at a new one that takes the number. */
export interface Bend {
  readonly at: number
  readonly isNew: boolean
}

interface PlacedBend extends Bend {
  readonly point: Point
}

/** What is drawn around a selection: an upright or turned box with handles, or the ends of a single line. */
export type SelectionFrame = BoxFrame | LineFrame

interface BoxFrame {
  readonly kind: 'box'
  readonly box: Bounds
  readonly rotation: number
  /** A single text: its sides say where its lines break. */
  readonly text?: Shape
}

interface LineFrame {
  readonly kind: 'line'
  readonly shape: Shape
  readonly start: Point
  readonly end: Point
  readonly bends: readonly PlacedBend[]
}

/** CSS pixels between shapes and the frame around them, so that it does not lie on their stroke. */
const framePixels = 4

/** The box the frame is drawn along. */
export function framedBox(box: Bounds, zoom: number): Bounds {
  return expandBounds(box, framePixels / zoom)
}

/** How far above the box the handle for turning stands, in CSS pixels. */
export const rotateHandlePixels = 24

export function selectionFrame(
  ids: ReadonlySet<ShapeId>,
  view: CanvasState,
  context: GeometryContext,
): SelectionFrame | null {
  if (ids.size === 1) {
    const [id] = ids
    const shape = id === undefined ? undefined : view.get(id)
    if (shape === undefined) return null
    if (isLinear(shape)) {
      const points = linearPoints(shape, context)
      const start = points[0]
      const end = points[points.length - 1]
      if (start === undefined || end === undefined) return null
      return { kind: 'line', shape, start, end, bends: bendsOf(shape, points) }
    }
    if (shape.kind !== 'group') {
      const box = { kind: 'box', box: localBounds(shape, context), rotation: rotationOf(shape) } as const
      return shape.kind === 'text' ? { ...box, text: shape } : box
    }
  }
  const box = selectionBounds(ids, view, context)
  return box === null ? null : { kind: 'box', box, rotation: 0 }
}

/** Points a line can be taken hold of between its ends. An elbow finds its own way. */
function bendsOf(shape: Shape, points: readonly Point[]): readonly PlacedBend[] {
  if (stringCell(shape, 'route', 'straight') === 'elbow') return []
  const inner = points.slice(1, -1).map((point, i) => ({ at: i + 1, isNew: false, point }))
  const between = points.slice(1).map((point, i) => {
    const before = points[i] as Point
    return { at: i + 1, isNew: true, point: { x: (before.x + point.x) / 2, y: (before.y + point.y) / 2 } }
  })
  return [...inner, ...between]
}

/** A new point closer to another one than this, in CSS pixels, would be in its way. */
const bendRoomPixels = 24

/** The handles of a line between its ends, as far as there is room for them at a zoom. */
export function bendHandles({ start, end, bends }: LineFrame, zoom: number): readonly PlacedBend[] {
  const there = [start, end, ...bends.filter(({ isNew }) => !isNew).map(({ point }) => point)]
  const hasRoom = ({ x, y }: Point) =>
    there.every((other) => Math.hypot(other.x - x, other.y - y) * zoom >= bendRoomPixels)
  return bends.filter(({ isNew, point }) => !isNew || hasRoom(point))
}

/** Handles and where they stand, in canvas coordinates before the frame's rotation. */
export function handlePoints(box: Bounds): readonly (readonly [ResizeHandle, Point])[] {
  const { x: midX, y: midY } = centreOf(box)
  return [
    ['nw', { x: box.minX, y: box.minY }],
    ['n', { x: midX, y: box.minY }],
    ['ne', { x: box.maxX, y: box.minY }],
    ['e', { x: box.maxX, y: midY }],
    ['se', { x: box.maxX, y: box.maxY }],
    ['s', { x: midX, y: box.maxY }],
    ['sw', { x: box.minX, y: box.maxY }],
    ['w', { x: box.minX, y: midY }],
  ]
}

/** Boxes smaller than this on screen, in CSS pixels, have corners only: sides would leave nothing to grab. */
const sideHandlesPixelsMin = 44
/** A line of text is lower than that, and has sides all the same. */
const textSidesPixelsMin = 24

/** The handles that are shown; sides can be taken hold of sooner. */
export function shownHandles(frame: BoxFrame, zoom: number): readonly (readonly [ResizeHandle, Point])[] {
  const box = framedBox(frame.box, zoom)
  const width = boundsWidth(box) * zoom
  const height = boundsHeight(box) * zoom
  const all = Math.min(width, height) >= sideHandlesPixelsMin * 2
  const ends = frame.text && width >= sideHandlesPixelsMin && height >= textSidesPixelsMin
  return handlePoints(box).filter(([handle]) => handle.length === 2 || all || (ends && /[ew]/.test(handle)))
}

export function handleAt(
  frame: SelectionFrame,
  point: Point,
  options: { zoom: number; touch: boolean },
): HandleHit | null {
  const reach = (options.touch ? 18 : 9) / options.zoom
  const near = (at: Point) => Math.hypot(at.x - point.x, at.y - point.y) <= reach
  if (frame.kind === 'line') {
    if (near(frame.start)) return { kind: 'end', end: 'start' }
    if (near(frame.end)) return { kind: 'end', end: 'end' }
    const bend = bendHandles(frame, options.zoom).find(({ point: at }) => near(at))
    return bend === undefined ? null : { kind: 'bend', at: bend.at, isNew: bend.isNew }
  }
  const { rotation } = frame
  const box = framedBox(frame.box, options.zoom)
  const centre = centreOf(box)
  const local = rotateAbout(point, centre, -rotation)
  const nearLocal = (at: Point) => Math.hypot(at.x - local.x, at.y - local.y) <= reach
  if (nearLocal({ x: centre.x, y: box.minY - rotateHandlePixels / options.zoom })) return { kind: 'rotate' }
  for (const [handle, at] of handlePoints(box)) {
    if (handle.length === 2 && nearLocal(at)) return { kind: 'resize', handle }
  }
  const wide = boundsWidth(box) * options.zoom >= sideHandlesPixelsMin
  const tall = boundsHeight(box) * options.zoom >= (frame.text ? textSidesPixelsMin : sideHandlesPixelsMin)
  const insideX = local.x > box.minX && local.x < box.maxX
  const insideY = local.y > box.minY && local.y < box.maxY
  const sideReach = reach * 0.7
  if (wide && insideX && Math.abs(local.y - box.minY) <= sideReach) return { kind: 'resize', handle: 'n' }
  if (wide && insideX && Math.abs(local.y - box.maxY) <= sideReach) return { kind: 'resize', handle: 's' }
  if (tall && insideY && Math.abs(local.x - box.minX) <= sideReach) return { kind: 'resize', handle: 'w' }
  if (tall && insideY && Math.abs(local.x - box.maxX) <= sideReach) return { kind: 'resize', handle: 'e' }
  return null
}

const cursors: { readonly [Handle in ResizeHandle]: number } = {
  n: 0,
  ne: 1,
  e: 2,
  se: 3,
  s: 4,
  sw: 5,
  w: 6,
  nw: 7,
}
const cursorNames = ['ns-resize', 'nesw-resize', 'ew-resize', 'nwse-resize'] as const

/** The CSS cursor of a handle, turned with its frame. */
export function handleCursor(hit: HandleHit, rotation: number): string {
  switch (hit.kind) {
    case 'rotate':
      return 'grab'
    case 'end':
    case 'bend':
      return 'pointer'
    case 'resize': {
      const eighths = Math.round(rotation / (Math.PI / 4)) + cursors[hit.handle]
      return cursorNames[((eighths % 4) + 4) % 4] ?? 'nwse-resize'
    }
  }
}

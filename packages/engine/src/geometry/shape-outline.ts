import type { Shape } from '../shapes/shape.ts'
import { boundsOfPoints, type Point } from './bounds.ts'
import { numberCell, numbersCell, type Size, sizeOf } from './cell-readers.ts'
import {
  ellipsePath,
  flattenPath,
  type Path,
  type PathCommand,
  quarterArcHandle,
  roundedPath,
} from './path.ts'

/** How a closed shape looks, relative to its position and not rotated. */
export interface Outline {
  readonly outline: Path
  /** Open lines drawn over the fill, such as the rim of a cylinder. */
  readonly details: readonly Path[]
}

function ring(count: number, radiusAt: (i: number) => number): readonly Point[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * Math.PI * 2 - Math.PI / 2
    const radius = radiusAt(i)
    return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius }
  })
}

/** Stretches points so that they just fill the size. */
function fitPoints(points: readonly Point[], size: Size): readonly Point[] {
  const bounds = boundsOfPoints(points)
  if (bounds === null) return []
  const scaleX = size.width / (bounds.maxX - bounds.minX)
  const scaleY = size.height / (bounds.maxY - bounds.minY)
  return points.map((point) => ({ x: (point.x - bounds.minX) * scaleX, y: (point.y - bounds.minY) * scaleY }))
}

type PointMap = (x: number, y: number) => readonly [number, number]

function mapCommand(command: PathCommand, map: PointMap): PathCommand {
  switch (command[0]) {
    case 'M':
    case 'L':
      return [command[0], ...map(command[1], command[2])]
    case 'C':
      return [
        'C',
        ...map(command[1], command[2]),
        ...map(command[3], command[4]),
        ...map(command[5], command[6]),
      ]
    case 'Z':
      return command
  }
}

const cloudPuffs: readonly (readonly [angle: number, reach: number])[] = [
  [-2.75, 1],
  [-1.95, 1.02],
  [-1.15, 1.05],
  [-0.35, 1],
  [0.45, 1],
  [1.2, 0.98],
  [1.95, 0.98],
  [2.7, 1],
]

/** Puffs around an ellipse: between neighbouring points the outline bulges outwards. */
function unitCloud(): Path {
  const anchors = cloudPuffs.map(([angle, reach]) => ({
    x: Math.cos(angle) * reach,
    y: Math.sin(angle) * reach,
  }))
  const path: PathCommand[] = []
  anchors.forEach((from, i) => {
    const to = anchors[(i + 1) % anchors.length] as Point
    if (i === 0) path.push(['M', from.x, from.y])
    const bulge = 0.62
    const mid = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
    const length = Math.hypot(mid.x, mid.y)
    const out = { x: (mid.x / length) * bulge, y: (mid.y / length) * bulge }
    path.push(['C', from.x + out.x, from.y + out.y, to.x + out.x, to.y + out.y, to.x, to.y])
  })
  path.push(['Z'])
  return path
}

const cloudPath = unitCloud()
const cloudBounds = boundsOfPoints(flattenPath(cloudPath)) ?? { minX: -1, minY: -1, maxX: 1, maxY: 1 }

function cloudOutline(size: Size): Path {
  const scaleX = size.width / (cloudBounds.maxX - cloudBounds.minX)
  const scaleY = size.height / (cloudBounds.maxY - cloudBounds.minY)
  const fit: PointMap = (x, y) => [(x - cloudBounds.minX) * scaleX, (y - cloudBounds.minY) * scaleY]
  return cloudPath.map((command) => mapCommand(command, fit))
}

function cylinderOutline({ width, height }: Size): Outline {
  const rx = width / 2
  const ry = Math.min(height / 4, width / 6)
  const hx = rx * quarterArcHandle
  const hy = ry * quarterArcHandle
  const bottom = height - ry
  return {
    outline: [
      ['M', 0, ry],
      ['C', 0, ry - hy, rx - hx, 0, rx, 0],
      ['C', rx + hx, 0, width, ry - hy, width, ry],
      ['L', width, bottom],
      ['C', width, bottom + hy, rx + hx, height, rx, height],
      ['C', rx - hx, height, 0, bottom + hy, 0, bottom],
      ['Z'],
    ],
    details: [
      [
        ['M', 0, ry],
        ['C', 0, ry + hy, rx - hx, ry * 2, rx, ry * 2],
        ['C', rx + hx, ry * 2, width, ry + hy, width, ry],
      ],
    ],
  }
}

/** Where a callout points when nobody has dragged its tail yet. */
export function calloutTail(shape: Shape): Point {
  const { width, height } = sizeOf(shape)
  const [x = width * 0.2, y = height + Math.min(32, height / 3)] = numbersCell(shape, 'tail')
  return { x, y }
}

function calloutOutline(shape: Shape): Path {
  const { width, height } = sizeOf(shape)
  const tail = calloutTail(shape)
  const half = Math.min(14, width / 6, height / 6)
  const clampX = Math.min(width - half * 2.5, Math.max(half * 2.5, tail.x))
  const clampY = Math.min(height - half * 2.5, Math.max(half * 2.5, tail.y))
  const corners: Point[] = [{ x: 0, y: 0 }]
  const beyondX = Math.max(-tail.x, tail.x - width)
  const beyondY = Math.max(-tail.y, tail.y - height)
  const side = beyondX <= 0 && beyondY <= 0 ? 'none' : beyondY >= beyondX ? 'vertical' : 'horizontal'
  const wedge = (a: Point, b: Point): void => {
    corners.push(a, tail, b)
  }
  if (side === 'vertical' && tail.y < 0) wedge({ x: clampX - half, y: 0 }, { x: clampX + half, y: 0 })
  corners.push({ x: width, y: 0 })
  if (side === 'horizontal' && tail.x > width)
    wedge({ x: width, y: clampY - half }, { x: width, y: clampY + half })
  corners.push({ x: width, y: height })
  if (side === 'vertical' && tail.y > height)
    wedge({ x: clampX + half, y: height }, { x: clampX - half, y: height })
  corners.push({ x: 0, y: height })
  if (side === 'horizontal' && tail.x < 0) wedge({ x: 0, y: clampY + half }, { x: 0, y: clampY - half })
  return roundedPath(corners, Math.min(8, half), true)
}

function polygonPoints(shape: Shape, size: Size): readonly Point[] {
  switch (shape.kind) {
    case 'diamond':
      return fitPoints(
        ring(4, () => 1),
        size,
      )
    case 'triangle':
      return [
        { x: size.width / 2, y: 0 },
        { x: size.width, y: size.height },
        { x: 0, y: size.height },
      ]
    case 'hexagon': {
      const inset = Math.min(size.width / 4, size.height / 2)
      return [
        { x: inset, y: 0 },
        { x: size.width - inset, y: 0 },
        { x: size.width, y: size.height / 2 },
        { x: size.width - inset, y: size.height },
        { x: inset, y: size.height },
        { x: 0, y: size.height / 2 },
      ]
    }
    case 'star':
      return fitPoints(
        ring(10, (i) => (i % 2 === 0 ? 1 : 0.45)),
        size,
      )
    case 'polygon':
      return fitPoints(
        ring(Math.min(12, Math.max(3, numberCell(shape, 'sides', 5))), () => 1),
        size,
      )
    default:
      return [
        { x: 0, y: 0 },
        { x: size.width, y: 0 },
        { x: size.width, y: size.height },
        { x: 0, y: size.height },
      ]
  }
}

const outlines = new WeakMap<Shape, Outline>()

function buildOutline(shape: Shape): Outline {
  const size = sizeOf(shape)
  switch (shape.kind) {
    case 'ellipse':
      return {
        outline: ellipsePath({ x: size.width / 2, y: size.height / 2 }, size.width / 2, size.height / 2),
        details: [],
      }
    case 'cloud':
      return { outline: cloudOutline(size), details: [] }
    case 'cylinder':
      return cylinderOutline(size)
    case 'callout':
      return { outline: calloutOutline(shape), details: [] }
    case 'note':
      return { outline: roundedPath(polygonPoints(shape, size), 4, true), details: [] }
    default:
      return {
        outline: roundedPath(polygonPoints(shape, size), numberCell(shape, 'corner', 0), true),
        details: [],
      }
  }
}

/** The outline of a sized shape. Kept per shape value: an edited shape is a new value. */
export function outlineOf(shape: Shape): Outline {
  const known = outlines.get(shape)
  if (known !== undefined) return known
  const built = buildOutline(shape)
  outlines.set(shape, built)
  return built
}

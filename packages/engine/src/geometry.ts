import { type Box, boxAround, boxCentre, expandBox, rotatedBox, rotatePoint, unionOfBoxes } from './box.ts'
import type { CanvasState } from './canvas-state.ts'
import type { Pair } from './cells/list-grammars.ts'
import { limits } from './limits.ts'
import type { Shape } from './shapes/shape.ts'
import { cellDefault } from './shapes/shape-registry.ts'

/** Text has no stored size (OP10): whoever can measure says how large it is. */
export type MeasureText = (shape: Shape) => readonly [width: number, height: number]

const lineHeightPerFontSize = 1.25
const characterWidthPerFontSize = 0.6

function numberCell(shape: Shape, cell: string): number {
  const value = shape[cell] ?? cellDefault(shape.kind, cell)
  return typeof value === 'number' ? value : 0
}

function pairCell(shape: Shape, cell: string): Pair {
  const value = shape[cell]
  if (!Array.isArray(value)) return [0, 0]
  const [first, second]: readonly unknown[] = value
  return [typeof first === 'number' ? first : 0, typeof second === 'number' ? second : 0]
}

/** The size of a text without fonts at hand: near enough to find and cull it, not to set it. */
export function estimateText(shape: Shape): readonly [width: number, height: number] {
  const fontSize = numberCell(shape, 'fontSize')
  const lines = (typeof shape.text === 'string' ? shape.text : '').split('\n')
  const characterWidth = fontSize * characterWidthPerFontSize
  const widest = Math.max(1, ...lines.map((line) => line.length)) * characterWidth
  const width = typeof shape.width === 'number' ? shape.width : widest
  const perLine = Math.max(1, Math.floor(width / characterWidth))
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0)
  return [width, rows * fontSize * lineHeightPerFontSize]
}

/** The points of a line, arrow, stroke or highlight in canvas coordinates, before rotation; empty for other kinds. */
export function pathOf(shape: Shape): readonly Pair[] {
  const { points } = shape
  if (!Array.isArray(points)) return []
  const stride = shape.kind === 'stroke' || shape.kind === 'highlight' ? 3 : 2
  const [x, y] = pairCell(shape, 'position')
  const path: Pair[] = []
  const numbers: readonly unknown[] = points
  for (let i = 0; i + 1 < numbers.length; i += stride)
    path.push([x + Number(numbers[i]), y + Number(numbers[i + 1])])
  return path
}

/**
 * The box of a shape before rotation, in canvas coordinates (OP10). Undefined for a group, whose box is that of what stands
 * in it (`boundsWithin`).
 */
export function shapeBounds(shape: Shape, measure: MeasureText = estimateText): Box | undefined {
  if (shape.kind === 'group') return undefined
  const [x, y] = pairCell(shape, 'position')
  if (Array.isArray(shape.points)) return boxAround(pathOf(shape)) ?? { x, y, width: 0, height: 0 }
  const [width, height] = shape.kind === 'text' ? measure(shape) : pairCell(shape, 'size')
  return { x, y, width, height }
}

export function rotationOf(shape: Shape): number {
  return numberCell(shape, 'rotation')
}

/** The upright box around a shape as it stands, rotation included. Undefined for a group. */
export function rotatedBounds(shape: Shape, measure?: MeasureText): Box | undefined {
  const box = shapeBounds(shape, measure)
  return box === undefined ? undefined : rotatedBox(box, rotationOf(shape))
}

/** The upright box around all a shape paints: half the line's width more, and the tip of a callout. */
export function inkBounds(shape: Shape, measure?: MeasureText): Box | undefined {
  const box = shapeBounds(shape, measure)
  if (box === undefined) return undefined
  const radians = rotationOf(shape)
  const upright = expandBox(rotatedBox(box, radians), numberCell(shape, 'strokeWidth') / 2)
  if (!Array.isArray(shape.tail)) return upright
  const [tx, ty] = pairCell(shape, 'tail')
  const tip = rotatePoint([box.x + tx, box.y + ty], boxCentre(box), radians)
  return unionOfBoxes([upright, { x: tip[0], y: tip[1], width: 0, height: 0 }])
}

/** The upright box around a shape; of a group, around everything in it. Undefined for an empty group. */
export function boundsWithin(
  state: CanvasState,
  shape: Shape,
  measure?: MeasureText,
  depthMax: number = limits.placementDepthMax,
): Box | undefined {
  if (shape.kind !== 'group') return rotatedBounds(shape, measure)
  if (depthMax === 0) return undefined
  const boxes = state.children(shape.id).map((child) => boundsWithin(state, child, measure, depthMax - 1))
  return unionOfBoxes(boxes.filter((box) => box !== undefined))
}

/** A canvas point in the frame of a shape's unrotated box, for hit tests. */
export function toUnrotated(shape: Shape, at: Pair, measure?: MeasureText): Pair {
  const box = shapeBounds(shape, measure)
  return box === undefined ? at : rotatePoint(at, boxCentre(box), -rotationOf(shape))
}

/** The canvas point an arrow's end means: `anchor` as fractions of the shape's box, turned with it. */
export function anchorPoint(shape: Shape, [u, v]: Pair, measure?: MeasureText): Pair | undefined {
  const box = shapeBounds(shape, measure)
  if (box === undefined) return undefined
  return rotatePoint([box.x + u * box.width, box.y + v * box.height], boxCentre(box), rotationOf(shape))
}

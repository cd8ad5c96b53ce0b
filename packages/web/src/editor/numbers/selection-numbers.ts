import {
  type Bounds,
  boundsHeight,
  boundsWidth,
  type CanvasState,
  centreOf,
  type GeometryContext,
  isLinear,
  localBounds,
  type ProposedChange,
  rotationCentre,
  rotationOf,
  type Shape,
  type ShapeId,
  unionBounds,
  uprightBounds,
} from '@flowstate/engine'
import { moveTogether } from '../move-shapes.ts'
import { movableShapes, stretchableShapes } from '../selection.ts'
import { resizeChanges, rotateChanges } from '../transform-shapes.ts'

/** In the order of their fields, three beside each other. What is said about where a selection stands, in canvas units and degrees. */
export const numberNames = ['x', 'y', 'angle', 'width', 'height'] as const

export type NumberName = (typeof numberNames)[number]

/** A number of a selection; absent where it has none, or none that could be changed. */
export type SelectionNumber =
  | { readonly kind: 'absent' }
  | { readonly kind: 'one'; readonly value: number }
  | { readonly kind: 'mixed' }

export type SelectionNumbers = { readonly [Name in NumberName]: SelectionNumber }

/** Where a selection is read from. */
interface NumberContext {
  readonly view: CanvasState
  readonly geometry: GeometryContext
}

/** The box the numbers are about: a single shape's own, before it is turned, or the upright one around all. */
interface NumberedBox {
  readonly shapes: readonly Shape[]
  readonly box: Bounds
  readonly rotation: number
}

const sideMin = 1
const degree = Math.PI / 180

function numberedBox(ids: ReadonlySet<ShapeId>, context: NumberContext): NumberedBox | null {
  const shapes = movableShapes(ids, context.view)
  const [first] = ids
  const alone = ids.size === 1 ? shapes.find((shape) => shape.id === first) : undefined
  if (alone !== undefined)
    return { shapes, box: localBounds(alone, context.geometry), rotation: rotationOf(alone) }
  const box = unionBounds(shapes.map((shape) => uprightBounds(shape, context.geometry)))
  return box === null ? null : { shapes, box, rotation: 0 }
}

/** Lines turn by their points and have no angle of their own. */
function turnable(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.filter((shape) => !isLinear(shape))
}

/** As people write it, from -180 up to 180. */
function degreesOf(radians: number): number {
  const turned = Math.round((radians / degree) * 100) / 100
  return turned > 180 ? turned - 360 : turned
}

function angleOf(shapes: readonly Shape[]): SelectionNumber {
  const [first, ...others] = turnable(shapes).map((shape) => degreesOf(rotationOf(shape)))
  if (first === undefined) return { kind: 'absent' }
  return others.every((angle) => angle === first) ? { kind: 'one', value: first } : { kind: 'mixed' }
}

/** Two decimals say more than anybody sees. */
const rounded = (value: number): SelectionNumber => ({
  kind: 'one',
  // Adding nothing makes a zero of minus zero.
  value: Math.round(value * 100) / 100 + 0,
})

/** What has no width cannot be stretched to one. */
const side = (length: number): SelectionNumber => (length > 0 ? rounded(length) : { kind: 'absent' })

const noNumber: SelectionNumber = { kind: 'absent' }
const noNumbers: SelectionNumbers = {
  x: noNumber,
  y: noNumber,
  width: noNumber,
  height: noNumber,
  angle: noNumber,
}

/** What the fields show. What is locked does not count: it could not be changed. */
export function numbersOf(ids: ReadonlySet<ShapeId>, context: NumberContext): SelectionNumbers {
  const numbered = numberedBox(ids, context)
  if (numbered === null) return noNumbers
  const { box, shapes } = numbered
  return {
    x: rounded(box.minX),
    y: rounded(box.minY),
    width: side(boundsWidth(box)),
    height: side(boundsHeight(box)),
    angle: angleOf(shapes),
  }
}

function stretched(
  ids: ReadonlySet<ShapeId>,
  { box, rotation }: NumberedBox,
  change: { readonly name: 'width' | 'height'; readonly value: number; readonly view: CanvasState },
): readonly ProposedChange[] {
  const shapes = stretchableShapes(ids, change.view)
  const [only] = shapes
  const isLone = shapes.length === 1 && only !== undefined
  const value = Math.max(sideMin, change.value)
  const isWidth = change.name === 'width'
  const factor = value / (isWidth ? boundsWidth(box) : boundsHeight(box))
  // Letters are as wide as they are high, and turned shapes among others would be bent.
  const wraps = isLone && only.kind === 'text' && isWidth && typeof only.width === 'number'
  const keepsRatio = isLone
    ? only.kind === 'text' && !wraps
    : shapes.some((shape) => rotationOf(shape) !== 0 && !isLinear(shape))
  const to = {
    ...box,
    maxX: box.minX + boundsWidth(box) * (isWidth || keepsRatio ? factor : 1),
    maxY: box.minY + boundsHeight(box) * (!isWidth || keepsRatio ? factor : 1),
  }
  return resizeChanges(shapes, { from: box, to, rotation, handle: wraps ? 'e' : 'se' })
}

/** All of one angle turn about their common middle; shapes of different angles each about its own. */
function turned(
  { box, shapes }: NumberedBox,
  degrees: number,
  geometry: GeometryContext,
): readonly ProposedChange[] {
  const now = angleOf(shapes)
  if (now.kind === 'absent') return []
  if (now.kind === 'one')
    return rotateChanges(shapes, { centre: centreOf(box), angle: (degrees - now.value) * degree }, geometry)
  return turnable(shapes).flatMap((shape) => {
    const turn = { centre: rotationCentre(shape, geometry), angle: degrees * degree - rotationOf(shape) }
    return rotateChanges([shape], turn, geometry)
  })
}

/**
 * The changes that give a selection one of its numbers: x and y move all of it, width and height stretch it from its upper left
 * corner, the angle turns it. No changes where it has that number already.
 */
export function numberChanges(
  ids: ReadonlySet<ShapeId>,
  change: { readonly name: NumberName; readonly value: number },
  context: NumberContext,
): readonly ProposedChange[] {
  const numbered = numberedBox(ids, context)
  const now = numbersOf(ids, context)[change.name]
  if (numbered === null || now.kind === 'absent') return []
  if (now.kind === 'one' && now.value === change.value) return []
  const { shapes, box } = numbered
  switch (change.name) {
    case 'x':
      return moveTogether(shapes, { dx: change.value - box.minX, dy: 0 }, context.geometry)
    case 'y':
      return moveTogether(shapes, { dx: 0, dy: change.value - box.minY }, context.geometry)
    case 'width':
    case 'height':
      return stretched(ids, numbered, { name: change.name, value: change.value, view: context.view })
    case 'angle':
      return turned(numbered, change.value, context.geometry)
  }
}

import {
  createTextRuler,
  linearPoints,
  type Pair,
  type Point,
  type Shape,
  type ShapeId,
  type ShapeKindName,
} from '@flowstate/engine'
import type { TurnedBox } from './drawn-anchor.ts'

/** Nothing is as large as its words here: boxes are what the file says. */
const ruler = createTextRuler(() => 0)

/** A shape arrows can be tied to, as far as its outline matters. */
export interface TargetBox extends TurnedBox {
  readonly kind: ShapeKindName
}

function bareShape(id: string, kind: string, cells: { readonly [cell: string]: Shape[string] }): Shape {
  return {
    id: id as ShapeId,
    kind,
    parentId: null,
    index: 'a0',
    createdVersion: 0,
    updatedVersion: 0,
    ...cells,
  }
}

/** How far an arrow's tip would move if it were tied to a shape here, in canvas units. */
export function driftWhenTied(
  target: TargetBox,
  anchor: Pair,
  line: { readonly from: Point; readonly tip: Point },
): number {
  const { x, y, width, height, rotation } = target
  const kind = target.kind === 'text' ? 'rectangle' : target.kind
  const box = bareShape('target', kind, { position: [x, y], size: [width, height], rotation })
  const { from, tip } = line
  const arrow = bareShape('arrow', 'arrow', {
    position: [0, 0],
    points: [from.x, from.y, tip.x, tip.y],
    end: { shapeId: box.id, anchor },
  })
  const end =
    linearPoints(arrow, { lookup: { get: (id) => (id === box.id ? box : undefined) }, ruler }).at(-1) ?? tip
  return Math.hypot(end.x - tip.x, end.y - tip.y)
}

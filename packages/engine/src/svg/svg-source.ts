import type { CanvasState } from '../canvas-state.ts'
import type { ShapeLookup } from '../geometry/cell-readers.ts'
import type { ShapeId } from '../ids.ts'
import type { Shape } from '../shapes/shape.ts'
import { isContainerKind } from '../shapes/shape-registry.ts'

/** A shape and what is in it, back first. */
export interface SvgNode {
  readonly shape: Shape
  readonly children: readonly SvgNode[]
}

/** A canvas held still: shapes are values, so a picture can be made of it while the state moves on. */
export interface SvgSource extends ShapeLookup {
  readonly nodes: readonly SvgNode[]
  readonly background: string | null
}

const none: readonly SvgNode[] = []

export function svgSource(state: CanvasState): SvgSource {
  const shapes = new Map<ShapeId, Shape>()
  const nodesOf = (parentId: ShapeId | null): readonly SvgNode[] =>
    state.children(parentId).map((shape) => {
      shapes.set(shape.id, shape)
      return { shape, children: isContainerKind(shape.kind) ? nodesOf(shape.id) : none }
    })
  const nodes = nodesOf(null)
  const { background } = state.canvas
  return {
    nodes,
    background: typeof background === 'string' ? background : null,
    get: (id) => shapes.get(id),
  }
}

import { linearPoints, type Point, type ProposedChange, type ShapeId } from '@flowstate/engine'
import { bindingCell, bindingTarget, placedPoints, snapToAngle } from './linear-tool.ts'
import type { Modifiers, ToolContext } from './tool.ts'

/** The change that puts one end of a line or arrow at a point, tied to the shape there if there is one. */
export function endChange(
  pulled: { readonly id: ShapeId; readonly end: 'start' | 'end' },
  event: Modifiers & { readonly point: Point },
  context: ToolContext,
): { readonly change: ProposedChange; readonly targetId: ShapeId | null } | null {
  const shape = context.view.get(pulled.id)
  if (shape === undefined) return null
  const points = [...linearPoints(shape, context.scene)]
  const index = pulled.end === 'start' ? 0 : points.length - 1
  const other = points[pulled.end === 'start' ? points.length - 1 : 0]
  if (other === undefined) return null
  const to = event.shift ? snapToAngle(other, event.point) : event.point
  points[index] = to
  const set = placedPoints(points)
  if (shape.kind !== 'arrow') return { change: { kind: 'update', id: shape.id, set }, targetId: null }
  const target = event.mod ? null : bindingTarget(to, context.scene, context.zoom)
  if (target !== null) {
    const change = {
      kind: 'update',
      id: shape.id,
      set: { ...set, [pulled.end]: bindingCell(target, to, context.scene.ruler) },
    } as const
    return { change, targetId: target.id }
  }
  const bound = shape[pulled.end] !== undefined
  return {
    change: { kind: 'update', id: shape.id, set, ...(bound ? { unset: [pulled.end] } : {}) },
    targetId: null,
  }
}

import { boundShapeIds, linearPoints, type ProposedChange, type ShapeId } from '@flowstate/engine'
import type { Scene } from './renderer/scene.ts'
import { withDescendants } from './selection.ts'
import { placedPoints } from './tools/linear-tool.ts'

/**
 * Changes with, before anything dies in them, the points at which arrows are seen that lose a shape they were tied to: what is
 * bound is drawn from where its shape is, and that is about to be gone (OP6). Arrows that die too, or that the changes name
 * themselves, are left alone.
 */
export function withFreedArrows(changes: readonly ProposedChange[], scene: Scene): readonly ProposedChange[] {
  const view = scene.view()
  const dying = new Set<ShapeId>()
  for (const change of changes) {
    if (change.kind !== 'delete') continue
    for (const id of change.ids) dying.add(id)
    if (change.children === 'lift') continue
    for (const { id } of withDescendants(change.ids, view)) dying.add(id)
  }
  const named = new Set(changes.flatMap((change) => (change.kind === 'update' ? change.id : [])))
  const arrows = new Set<ShapeId>()
  for (const id of dying) for (const arrowId of scene.arrowsBoundTo(id)) arrows.add(arrowId)
  const freed = [...arrows].flatMap((id): ProposedChange[] => {
    const arrow = view.get(id)
    if (arrow === undefined || dying.has(id) || named.has(id) || boundShapeIds(arrow).length === 0) return []
    return [{ kind: 'update', id, set: placedPoints(linearPoints(arrow, scene)) }]
  })
  return freed.length === 0 ? changes : [...freed, ...changes]
}

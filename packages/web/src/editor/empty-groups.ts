import { apply, type CanvasState, type ProposedChange, resolve, type ShapeId } from '@flowstate/engine'
import { containersOf } from './containers-of.ts'
import { withDescendants } from './selection.ts'

/**
 * A group is nothing without members: what takes the last of them away takes the group along, in the same operation, and the
 * groups that held nothing else. What others have put into it meanwhile stays.
 */
export function withoutEmptyGroups(
  changes: readonly ProposedChange[],
  view: CanvasState,
): readonly ProposedChange[] {
  const groups = new Set<ShapeId>()
  for (const change of changes) {
    if (change.kind !== 'delete' && change.kind !== 'place') continue
    for (const shape of change.ids.flatMap((id) => view.get(id) ?? []))
      for (const { id, kind } of containersOf(shape, view)) if (kind === 'group') groups.add(id)
  }
  if (groups.size === 0) return changes
  const after = view.fork()
  const resolved = resolve(after, changes)
  if (!resolved.ok) return changes
  apply(after, resolved.value.changes)
  const inside = [...groups].map((id) => withDescendants([id], after))
  const empty = inside.filter((shapes) => shapes.every(({ kind }) => kind === 'group')).flat()
  const ids = [...new Set(empty.map(({ id }) => id))]
  return ids.length === 0 ? changes : [...changes, { kind: 'delete', ids, children: 'lift' }]
}

import type { Change, ShapeId } from '@flowstate/engine'
import { subjectsOf } from '@flowstate/engine'

/** The shapes an operation touches, each once, in the order they are named. */
export function touchedShapes(changes: readonly Change[]): ShapeId[] {
  const subjects = new Set(changes.flatMap(subjectsOf))
  subjects.delete('@canvas')
  return [...subjects] as ShapeId[]
}

/** The part of an operation's changes that concerns one shape. */
export function changesOf(changes: readonly Change[], id: ShapeId): Change[] {
  return changes.filter((change) => subjectsOf(change).includes(id))
}

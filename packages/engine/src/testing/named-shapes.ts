import { applyRow } from '../apply.ts'
import type { CanvasState } from '../canvas-state.ts'
import type { Change, ProposedChange } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { emptyState } from '../layered-state.ts'
import { resolve } from '../resolve.ts'

/** A shape id from a short name. */
export function sid(name: string): ShapeId {
  return `shape-${name.padStart(6, '0')}` as ShapeId
}

/** A create of a rectangle. */
export function box(name: string, parent: string | null = null): ProposedChange {
  const parentId = parent === null ? null : sid(parent)
  return {
    kind: 'create',
    shape: { id: sid(name), kind: 'rectangle', parentId, position: [0, 0], size: [1, 1] },
  }
}

/** A create of a group. */
export function group(name: string, parent: string | null = null): ProposedChange {
  return {
    kind: 'create',
    shape: { id: sid(name), kind: 'group', parentId: parent === null ? null : sid(parent) },
  }
}

/** Resolves changes as one operation and applies the rows it comes to. */
export function commit(state: CanvasState, ...proposed: readonly ProposedChange[]): readonly Change[] {
  const resolution = resolve(state, proposed)
  if (!resolution.ok) throw new Error(resolution.error.detail)
  const { rebalance, changes } = resolution.value
  if (rebalance !== undefined) applyRow(state, { version: state.version + 1, changes: rebalance })
  applyRow(state, { version: state.version + 1, changes })
  return changes
}

/** The canvas after changes, each an operation of its own. */
export function canvasOf(...proposed: readonly ProposedChange[]): CanvasState {
  const state = emptyState()
  for (const change of proposed) commit(state, change)
  return state
}

/** Short names of the children in paint order. */
export function order(state: CanvasState, parent: string | null = null): string {
  const children = state.children(parent === null ? null : sid(parent))
  return children.map(({ id }) => id.replace(/^shape-0*/, '')).join(' ')
}

/** Code and path of the refusal a proposal meets, or `accepted`. */
export function refusal(state: CanvasState, ...proposed: readonly ProposedChange[]): string {
  const resolution = resolve(state, proposed)
  return resolution.ok ? 'accepted' : `${resolution.error.code} ${resolution.error.path}`
}

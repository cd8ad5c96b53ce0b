import { apply } from './apply.ts'
import type { CanvasState } from './canvas-state.ts'
import type { Change, ProposedChange } from './change.ts'
import type { ShapeId } from './ids.ts'
import type { Skipped } from './operation.ts'
import { rebalanceChildren } from './rebalance.ts'
import { resolveDelete } from './resolve-delete.ts'
import { resolveText, resolveUpdate } from './resolve-edit.ts'
import {
  nothingSkipped,
  type ResolveContext,
  type Resolved,
  resolveCreate,
  resolvePlace,
} from './resolve-place.ts'
import { ok, type Refusal, type Result } from './result.ts'
import { type TextSince, textsInOperation } from './text-since.ts'

/** What a proposal comes to on a state (OP4). */
export interface Resolution {
  readonly changes: readonly Change[]
  readonly skipped: readonly Skipped[]
  /** Changes of the `system` row to be committed just before; the effective changes build on them (OP8). */
  readonly rebalance?: readonly Change[]
}

function resolveChange(change: ProposedChange, context: ResolveContext): Result<Resolved, Refusal> {
  switch (change.kind) {
    case 'create':
      return resolveCreate(change, context)
    case 'update':
      return resolveUpdate(change, context)
    case 'delete':
      return resolveDelete(change, context)
    case 'place':
      return resolvePlace(change, context)
    case 'text':
      return resolveText(change, context)
    case 'canvas':
      return ok({ changes: [change], skipped: nothingSkipped })
  }
}

/** Updates of cells decide nothing for the changes after them, so an operation of such needs no draft. */
function needsDraft(changes: readonly ProposedChange[]): boolean {
  return changes.length > 1 && changes.some(({ kind }) => kind !== 'update' && kind !== 'canvas')
}

function resolveAll(
  state: CanvasState,
  proposed: readonly ProposedChange[],
  crowded: (parentId: ShapeId | null) => void,
  textSince: TextSince | undefined,
): Result<Resolved, Refusal> {
  const texts = textsInOperation(textSince)
  const draft = needsDraft(proposed) ? state.fork() : undefined
  const changes: Change[] = []
  const skipped: Skipped[] = []
  for (const [position, change] of proposed.entries()) {
    const path = `/changes/${position}`
    const resolved = resolveChange(change, { state: draft ?? state, path, crowded, texts })
    if (!resolved.ok) return resolved
    texts.follow(resolved.value.changes)
    for (const effective of resolved.value.changes) changes.push(effective)
    for (const entry of resolved.value.skipped) skipped.push(entry)
    if (draft !== undefined) apply(draft, resolved.value.changes)
  }
  return ok({ changes, skipped })
}

/** What whoever orders the log knows beyond the state. */
export interface ResolveKnowledge {
  /**
   * What others did to a text since a base. Without it (a prediction) a delta is taken as it is wherever it fits: what the
   * log makes of it is only known with the row.
   */
  readonly textSince?: TextSince
}

/**
 * From what a client proposed to the effective changes every replica applies (OP3, OP4), against the state the row will
 * meet. Pure: the state is not written. Client and server call the same function, so a prediction is right unless someone
 * else came first.
 * @param proposed changes in normal form (`normaliseProposal`)
 */
export function resolve(
  state: CanvasState,
  proposed: readonly ProposedChange[],
  { textSince }: ResolveKnowledge = {},
): Result<Resolution, Refusal> {
  const crowded = new Set<ShapeId | null>()
  const first = resolveAll(state, proposed, (parentId) => crowded.add(parentId), textSince)
  if (!first.ok || crowded.size === 0) return first
  // Keys ran out somewhere: give those siblings fresh ones and resolve again. Where the crowd is of the operation's own
  // making (a container it creates itself), its long keys stay until the next operation there.
  const rebalance = [...crowded].flatMap((parentId) => rebalanceChildren(state, parentId))
  if (rebalance.length === 0) return first
  const balanced = state.fork()
  apply(balanced, rebalance)
  const second = resolveAll(balanced, proposed, () => undefined, textSince)
  return second.ok ? ok({ ...second.value, rebalance }) : second
}

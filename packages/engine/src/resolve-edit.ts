import type { CellValue, Change, ProposedChange } from './change.ts'
import { limits } from './limits.ts'
import { refuseUnknownShape } from './placement.ts'
import { pointer, refuse } from './refusal.ts'
import { nothingSkipped, type ResolveContext, type Resolved, skippedDead } from './resolve-place.ts'
import { ok, type Refusal, type Result } from './result.ts'
import type { Shape } from './shapes/shape.ts'
import { cellsOfKind, kindHasCell } from './shapes/shape-registry.ts'
import { applyDelta, deltaSpan } from './text-delta.ts'

type Update = ProposedChange & { readonly kind: 'update' }

/** Points get the reading of their kind; every other cell has one grammar in all kinds and is in normal form already. */
function withPointsOfKind(change: Update, kind: string): Update | undefined {
  const { points } = change.set
  if (points === undefined) return change
  const normal: CellValue | undefined = cellsOfKind(kind)?.get('points')?.grammar.normalise(points)
  return normal === undefined ? undefined : { ...change, set: { ...change.set, points: normal } }
}

function foreignCell(change: Update, kind: string): string | undefined {
  for (const cell of Object.keys(change.set)) if (!kindHasCell(kind, cell)) return `/set/${cell}`
  for (const [position, cell] of (change.unset ?? []).entries()) {
    if (!kindHasCell(kind, cell)) return `/unset/${position}`
  }
  return undefined
}

/** An update keeps its cells: last writer wins per cell, in server order (OP3). On a dead shape it waits in the row (OP5). */
export function resolveUpdate(change: Update, { state, path }: ResolveContext): Result<Resolved, Refusal> {
  const shape = state.get(change.id)
  if (shape === undefined) {
    if (state.deadSince(change.id) === undefined) return refuseUnknownShape(change.id, `${path}/id`)
    return ok({ changes: [change], skipped: [skippedDead(state, change.id)] })
  }
  const foreign = foreignCell(change, shape.kind)
  if (foreign !== undefined) return refuse('invalid', `is not a cell of ${shape.kind}`, path + foreign)
  const update = withPointsOfKind(change, shape.kind)
  if (update === undefined) {
    return refuse('invalid', `must be points of ${shape.kind}`, pointer(`${path}/set`, 'points'))
  }
  return ok({ changes: [update], skipped: nothingSkipped })
}

function textAfter(shape: Shape, delta: Change & { readonly kind: 'text' }): string | undefined {
  const text = typeof shape.text === 'string' ? shape.text : ''
  if (deltaSpan(delta.delta) > text.length) return undefined
  const after = applyDelta(text, delta.delta)
  return after.isWellFormed() && after.length <= limits.textCharactersMax ? after : undefined
}

/**
 * A text change goes in as it is when nobody has written the shape since its base; a shape written since, a dead shape
 * and a base above head are `text_conflict`, and the author keeps the text (TX4).
 */
export function resolveText(
  change: ProposedChange & { readonly kind: 'text' },
  { state, path }: ResolveContext,
): Result<Resolved, Refusal> {
  const { id, field, delta, base } = change
  const shape = state.get(id)
  if (shape === undefined && state.deadSince(id) === undefined) return refuseUnknownShape(id, `${path}/id`)
  if (shape === undefined) return refuse('text_conflict', 'the shape was deleted', `${path}/id`)
  if (!kindHasCell(shape.kind, field))
    return refuse('invalid', `is not a cell of ${shape.kind}`, `${path}/field`)
  if (base > state.version || shape.updatedVersion > base) {
    return refuse('text_conflict', 'the shape was written since', `${path}/base`)
  }
  const effective = { kind: 'text', id, field, delta } as const
  if (textAfter(shape, effective) === undefined) {
    return refuse('invalid', 'must fit the text it changes and leave it within its limits', `${path}/delta`)
  }
  return ok({ changes: [effective], skipped: nothingSkipped })
}

import type { CellValue, ProposedChange, TextDelta } from './change.ts'
import { limits } from './limits.ts'
import { refuseUnknownShape } from './placement.ts'
import { pointer, refuse } from './refusal.ts'
import { nothingSkipped, type ResolveContext, type Resolved, skippedDead } from './resolve-place.ts'
import { ok, type Refusal, type Result } from './result.ts'
import type { Shape } from './shapes/shape.ts'
import { cellsOfKind, kindHasCell } from './shapes/shape-registry.ts'
import { applyDelta } from './text-delta.ts'

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

/** Whether every offset of a delta stands between two characters of a text and none beyond its end. */
function fitsText(text: string, delta: TextDelta): boolean {
  let position = 0
  for (const item of delta) {
    if (typeof item === 'string') {
      if (isInsidePair(text, position)) return false
      continue
    }
    position += Math.abs(item)
    if (isInsidePair(text, position)) return false
  }
  return position <= text.length
}

function isInsidePair(text: string, position: number): boolean {
  const code = text.codePointAt(position - 1)
  return position > 0 && code !== undefined && code > 0xffff
}

function isPossible(shape: Shape, delta: TextDelta): boolean {
  const text = typeof shape.text === 'string' ? shape.text : ''
  if (!fitsText(text, delta)) return false
  const after = applyDelta(text, delta)
  return after.isWellFormed() && after.length <= limits.textCharactersMax
}

/**
 * A text change goes in as it is to be applied after what others typed since its base (TX1). Where that is not known, the
 * whole text was written since, the shape is dead or the base above head, it is a `text_conflict`, and the author keeps the
 * text (TX4).
 */
export function resolveText(
  change: ProposedChange & { readonly kind: 'text' },
  { state, path, texts }: ResolveContext,
): Result<Resolved, Refusal> {
  const { id, field, delta, base } = change
  const shape = state.get(id)
  if (shape === undefined && state.deadSince(id) === undefined) return refuseUnknownShape(id, `${path}/id`)
  if (shape === undefined) return refuse('text_conflict', 'the shape was deleted', `${path}/id`)
  if (!kindHasCell(shape.kind, field))
    return refuse('invalid', `is not a cell of ${shape.kind}`, `${path}/field`)
  if (base > state.version) return refuse('text_conflict', 'is above the head', `${path}/base`)
  const transformed = texts.transform(id, base, delta)
  if (transformed === 'conflict') return refuse('text_conflict', 'the text was written since', `${path}/base`)
  const effective = { kind: 'text', id, field, delta: transformed.delta } as const
  if (!isPossible(shape, transformed.delta)) {
    return transformed.isMoved
      ? refuse('text_conflict', 'does not fit what others have made of the text', `${path}/base`)
      : refuse('invalid', 'must fit the text it changes and leave it within its limits', `${path}/delta`)
  }
  return ok({ changes: [effective], skipped: nothingSkipped })
}

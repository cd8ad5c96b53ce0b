import {
  applyDelta,
  type Change,
  type CommittedOperation,
  deltaBetween,
  type ShapeId,
  type TextDelta,
} from '@flowstate/engine'

/** The text of a shape; an absent one is empty. */
export function textOf(shape: { readonly [cell: string]: unknown } | undefined): string {
  return typeof shape?.text === 'string' ? shape.text : ''
}

/** The whole text a change leaves behind, if it writes one. */
function wholeText(change: Change, id: ShapeId): string | undefined {
  if (change.kind === 'create' && change.shape.id === id) return textOf(change.shape)
  if (change.kind !== 'update' || change.id !== id) return undefined
  if (change.unset?.includes('text') === true) return ''
  return typeof change.set.text === 'string' ? change.set.text : undefined
}

/** What a row does to a text, step by step. A whole text is what it differs in. */
export function textDeltasOf(
  { changes }: CommittedOperation,
  id: ShapeId,
  before: string,
): readonly TextDelta[] {
  const deltas: TextDelta[] = []
  let text = before
  for (const change of changes) {
    const whole = wholeText(change, id)
    const isTyped = change.kind === 'text' && change.id === id
    if (whole === undefined && !isTyped) continue
    const delta = isTyped ? change.delta : deltaBetween(text, whole ?? '')
    deltas.push(delta)
    text = applyDelta(text, delta)
  }
  return deltas
}

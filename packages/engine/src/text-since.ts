import type { Change, TextDelta } from './change.ts'
import type { ShapeId } from './ids.ts'
import { limits } from './limits.ts'
import { transformDelta } from './transform-delta.ts'

/**
 * What rows did to the text of a shape in (base, head], in their order: effective deltas, or `conflict` when they are not
 * all deltas, are too many, or are not known (TX1, TX4).
 */
export type TextSince = (id: ShapeId, base: number) => readonly TextDelta[] | 'conflict'

function writesText(change: Change, id: ShapeId): boolean {
  switch (change.kind) {
    case 'create':
      return change.shape.id === id
    case 'update':
      return (
        change.id === id && (Object.hasOwn(change.set, 'text') || (change.unset?.includes('text') ?? false))
      )
    case 'delete':
      return change.ids.includes(id)
    case 'text':
    case 'canvas':
      return false
  }
}

/** The deltas of one text among the changes of consecutive rows; `conflict` if one of them writes the whole of it (TX4). */
export function textDeltasAmong(
  rows: Iterable<{ readonly changes: readonly Change[] }>,
  id: ShapeId,
): readonly TextDelta[] | 'conflict' {
  const deltas: TextDelta[] = []
  for (const { changes } of rows) {
    for (const change of changes) {
      if (writesText(change, id)) return 'conflict'
      if (change.kind === 'text' && change.id === id) deltas.push(change.delta)
    }
    if (deltas.length > limits.textDeltasSinceBaseMax) return 'conflict'
  }
  return deltas
}

/**
 * A delta after others that were ordered before it, and those others as they are to be applied after it: what a second
 * delta made on top of the first is transformed over in turn (TX1).
 */
export function transformThrough(
  delta: TextDelta,
  over: readonly TextDelta[],
): { readonly delta: TextDelta; readonly over: readonly TextDelta[] } {
  let own = delta
  const after: TextDelta[] = []
  for (const other of over) {
    after.push(transformDelta(other, own, { comesFirst: true }))
    own = transformDelta(own, other)
  }
  return { delta: own, over: after }
}

/** The texts an operation writes, change by change: each of its deltas is made on top of the changes before it. */
export interface TextsInOperation {
  /** @returns the effective delta, and whether others had a hand in it; `conflict` as in `TextSince` */
  transform(
    id: ShapeId,
    base: number,
    delta: TextDelta,
  ): { readonly delta: TextDelta; readonly isMoved: boolean } | 'conflict'
  /** A whole text written by the operation itself is what its later deltas are made for. */
  follow(changes: readonly Change[]): void
}

/** @param since without it nothing is known of others, and deltas stay as they are: a prediction */
export function textsInOperation(since: TextSince | undefined): TextsInOperation {
  const known = new Map<ShapeId, { readonly base: number; readonly over: readonly TextDelta[] }>()
  const written = new Set<ShapeId>()
  return {
    transform(id, base, delta) {
      if (since === undefined || written.has(id)) return { delta, isMoved: false }
      const before = known.get(id)
      if (before !== undefined && before.base !== base) return 'conflict'
      const over = before?.over ?? since(id, base)
      if (over === 'conflict') return over
      const transformed = transformThrough(delta, over)
      known.set(id, { base, over: transformed.over })
      return { delta: transformed.delta, isMoved: over.length > 0 }
    },
    follow(changes) {
      for (const change of changes) {
        if (change.kind === 'create') written.add(change.shape.id)
        else if (change.kind === 'update' && writesText(change, change.id)) written.add(change.id)
      }
    },
  }
}

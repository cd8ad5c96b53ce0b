import type { TextDelta } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { writesOf } from './cell-write.ts'
import { aliveCell, type HistoryRow } from './history-row.ts'

/**
 * What a row does to the text of a shape: a delta, or the whole of it, which is a new text to type into (TX4). Undefined is
 * an absent text. `isCreate`: with the shape. `gone`: the shape was deleted, and its text with it until it comes back.
 */
export type TextWrite =
  | { readonly kind: 'delta'; readonly delta: TextDelta }
  | { readonly kind: 'whole'; readonly text: string | undefined; readonly isCreate: boolean }
  | { readonly kind: 'gone' }

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** In the order they apply. */
export function textWritesOf({ changes }: HistoryRow, id: ShapeId): readonly TextWrite[] {
  const writes: TextWrite[] = []
  for (const write of writesOf(changes)) {
    if (write.subject !== id) continue
    if (write.kind === 'delta') writes.push({ kind: 'delta', delta: write.delta })
    else if (write.kind === 'base')
      writes.push({ kind: 'whole', text: textIn(write.cells.get('text')), isCreate: true })
    else if (write.cell === aliveCell && write.value === false) writes.push({ kind: 'gone' })
    else if (write.cell === 'text') writes.push({ kind: 'whole', text: textIn(write.value), isCreate: false })
  }
  return writes.reverse()
}

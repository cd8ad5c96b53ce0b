import type { TextDelta } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { type CellWrite, writesOf } from './cell-write.ts'
import { aliveCell, type HistoryRow, type Subject } from './history-row.ts'

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

function textWrite(write: CellWrite): TextWrite | undefined {
  if (write.kind === 'delta') return { kind: 'delta', delta: write.delta }
  if (write.kind === 'base') return { kind: 'whole', text: textIn(write.cells.get('text')), isCreate: true }
  if (write.cell === 'text') return { kind: 'whole', text: textIn(write.value), isCreate: false }
  return write.cell === aliveCell && write.value === false ? { kind: 'gone' } : undefined
}

/** What a row does to the texts of some shapes, in the order it is applied. */
export function textWritesOf(
  { changes }: HistoryRow,
  ids: ReadonlySet<Subject>,
): ReadonlyMap<ShapeId, readonly TextWrite[]> {
  const found = new Map<ShapeId, TextWrite[]>()
  for (const write of writesOf(changes)) {
    const { subject } = write
    if (subject === '@canvas' || !ids.has(subject)) continue
    const known = textWrite(write)
    if (known === undefined) continue
    const before = found.get(subject)
    if (before === undefined) found.set(subject, [known])
    else before.unshift(known)
  }
  return found
}

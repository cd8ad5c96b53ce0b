import type { CellValue, Change, Place, TextDelta } from '../change.ts'
import type { ShapeId } from '../ids.ts'
import { structuralKeys } from '../shapes/shape.ts'
import { aliveCell, type Subject } from './history-row.ts'

/** What a write leaves in a cell; undefined is an absent cell, which is a value too. */
export type WrittenValue = CellValue | Place | undefined

/**
 * One write of a row, as undo sees it. A `base` is a create: it writes every cell of the shape, the absent ones too. A
 * `delta` writes characters of `text`.
 */
export type CellWrite =
  | { readonly kind: 'cell'; readonly subject: Subject; readonly cell: string; readonly value: WrittenValue }
  | {
      readonly kind: 'base'
      readonly subject: ShapeId
      readonly shapeKind: string
      readonly cells: ReadonlyMap<string, WrittenValue>
    }
  | { readonly kind: 'delta'; readonly subject: ShapeId; readonly delta: TextDelta }

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether `apply` would take a value for a place. */
export function isPlace(value: unknown): value is Place {
  if (!Array.isArray(value)) return false
  const [parentId, index]: readonly unknown[] = value
  return (parentId === null || typeof parentId === 'string') && typeof index === 'string'
}

function isCellName(name: unknown): name is string {
  return typeof name === 'string' && name !== '__proto__' && !structuralKeys.has(name)
}

function* writesOfCells(subject: Subject, set: unknown, unset: unknown): Generator<CellWrite> {
  // Last first, as `apply` sets before it unsets.
  if (Array.isArray(unset)) {
    for (const cell of unset as readonly unknown[]) {
      if (isCellName(cell) && cell !== 'place') yield { kind: 'cell', subject, cell, value: undefined }
    }
  }
  if (!isRecord(set)) return
  for (const [cell, value] of Object.entries(set)) {
    if (!isCellName(cell) || value === null || value === undefined) continue
    if (cell === 'place' && (subject === '@canvas' || !isPlace(value))) continue
    yield { kind: 'cell', subject, cell, value: value as WrittenValue }
  }
}

function* writesOfCreate(shape: unknown): Generator<CellWrite> {
  if (!isRecord(shape)) return
  const { id, kind, parentId, index, ...cells } = shape
  const place = [parentId, index]
  if (typeof id !== 'string' || typeof kind !== 'string' || !isPlace(place)) return
  const subject = id as ShapeId
  const written = new Map<string, WrittenValue>([['place', place]])
  for (const write of writesOfCells(subject, cells, [])) {
    if (write.kind === 'cell' && write.cell !== 'place') written.set(write.cell, write.value)
  }
  yield { kind: 'cell', subject, cell: aliveCell, value: true }
  yield { kind: 'base', subject, shapeKind: kind, cells: written }
}

/**
 * The writes of a row's changes, last first. Total: what `apply` ignores as malformed is no write. What it ignores because
 * the shape is dead is one (OP5).
 */
export function* writesOf(changes: readonly Change[]): Generator<CellWrite> {
  if (!Array.isArray(changes)) return
  for (const change of (changes as readonly Change[]).toReversed()) {
    if (!isRecord(change)) continue
    switch (change.kind) {
      case 'create':
        yield* writesOfCreate(change.shape)
        break
      case 'update':
        if (typeof change.id === 'string') yield* writesOfCells(change.id, change.set, change.unset)
        break
      case 'delete':
        if (!Array.isArray(change.ids)) break
        for (const id of change.ids as readonly ShapeId[]) {
          if (typeof id === 'string') yield { kind: 'cell', subject: id, cell: aliveCell, value: false }
        }
        break
      case 'text':
        if (typeof change.id === 'string' && Array.isArray(change.delta)) {
          yield { kind: 'delta', subject: change.id, delta: change.delta }
        }
        break
      case 'canvas':
        yield* writesOfCells('@canvas', change.set, change.unset)
        break
      default:
        change satisfies never
    }
  }
}

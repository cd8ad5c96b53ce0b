import { sameValue } from './cell-equality.ts'
import type { Cells, CellValue, EffectiveCells, EffectiveShape, Place } from './change.ts'
import { type Shape, structuralKeys } from './shapes/shape.ts'

/** The cell `place` of a shape. */
export function placeOf(shape: Shape): Place {
  return [shape.parentId, shape.index]
}

/** A shape as effective changes carry it: without the two versions. */
export function effectiveShape(shape: Shape): EffectiveShape {
  const { createdVersion: _created, updatedVersion: _updated, ...effective } = shape
  return effective
}

/** The value of a shape's cell, `place` included; undefined where absent. */
export function cellOf(shape: Shape, cell: string): CellValue | Place | undefined {
  if (cell === 'place') return placeOf(shape)
  if (structuralKeys.has(cell) || !Object.hasOwn(shape, cell)) return undefined
  return shape[cell] ?? undefined
}

/** Names of the cells a shape has, `place` not among them. */
export function cellNames(shape: Shape): readonly string[] {
  return Object.keys(shape).filter((key) => !structuralKeys.has(key))
}

/** The cells to set and unset to get from one set of cells to another; undefined when they are the same. */
export interface CellDifference<Values> {
  readonly set: Values
  readonly unset?: readonly string[]
}

function difference<Value>(
  names: Iterable<string>,
  from: (cell: string) => Value | undefined,
  to: (cell: string) => Value | undefined,
): CellDifference<{ readonly [cell: string]: Value }> | undefined {
  const set: { [cell: string]: Value } = {}
  const unset: string[] = []
  for (const name of names) {
    const value = to(name)
    if (sameValue(from(name), value)) continue
    if (value === undefined) unset.push(name)
    else set[name] = value
  }
  if (unset.length > 0) return { set, unset }
  return Object.keys(set).length > 0 ? { set } : undefined
}

/** The smallest edit from one version of a shape to another, `place` included. */
export function shapeDifference(from: Shape, to: Shape): CellDifference<EffectiveCells> | undefined {
  const names = new Set(['place', ...cellNames(from), ...cellNames(to)])
  return difference(
    names,
    (cell) => cellOf(from, cell),
    (cell) => cellOf(to, cell),
  )
}

/** The smallest edit from one set of canvas cells to another. */
export function canvasDifference(from: Cells, to: Cells): CellDifference<Cells> | undefined {
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  return difference(
    names,
    (cell) => from[cell],
    (cell) => to[cell],
  )
}

import type { CellTable } from '../cells/cell.ts'

/** A kind of shape: its name, its cells, and whether other shapes can stand in it. */
export interface ShapeKind<Name extends string, Table extends CellTable> {
  readonly kind: Name
  readonly cells: Table
  readonly container: boolean
}

export function leafKind<const Name extends string, Table extends CellTable>(
  kind: Name,
  cells: Table,
): ShapeKind<Name, Table> {
  return { kind, cells, container: false }
}

export function containerKind<const Name extends string, Table extends CellTable>(
  kind: Name,
  cells: Table,
): ShapeKind<Name, Table> {
  return { kind, cells, container: true }
}

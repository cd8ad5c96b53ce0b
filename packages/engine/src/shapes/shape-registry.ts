import type { Cell, CellsOf, CellTable } from '../cells/cell.ts'
import type { Grammar } from '../cells/grammar.ts'
import { anyPoints } from '../cells/list-grammars.ts'
import type { CellValue } from '../change.ts'
import { arrow } from './arrow.ts'
import { callout } from './callout.ts'
import { cloud } from './cloud.ts'
import { cylinder } from './cylinder.ts'
import { diamond } from './diamond.ts'
import { ellipse } from './ellipse.ts'
import { frame } from './frame.ts'
import { group } from './group.ts'
import { hexagon } from './hexagon.ts'
import { highlight } from './highlight.ts'
import { image } from './image.ts'
import { line } from './line.ts'
import { note } from './note.ts'
import { polygon } from './polygon.ts'
import { rectangle } from './rectangle.ts'
import type { Shape } from './shape.ts'
import type { ShapeKind } from './shape-kind.ts'
import { star } from './star.ts'
import { stroke } from './stroke.ts'
import { text } from './text.ts'
import { triangle } from './triangle.ts'

/** Every kind there is: a new kind is one file and one line here. */
export const shapeKinds = {
  rectangle,
  ellipse,
  diamond,
  triangle,
  hexagon,
  star,
  cloud,
  cylinder,
  callout,
  polygon,
  line,
  arrow,
  stroke,
  highlight,
  text,
  note,
  frame,
  group,
  image,
} as const

export type ShapeKindName = keyof typeof shapeKinds

/** A live shape of one kind, with the types of its cells. */
export type ShapeOf<Name extends ShapeKindName> = Shape & { readonly kind: Name } & CellsOf<
    (typeof shapeKinds)[Name]['cells']
  >

/** Any shape of a known kind; `kind` discriminates. */
export type KnownShape = { [Name in ShapeKindName]: ShapeOf<Name> }[ShapeKindName]

export const shapeKindNames: readonly ShapeKindName[] = Object.values(shapeKinds).map(({ kind }) => kind)

type AnyKind = ShapeKind<ShapeKindName, CellTable>
type AnyCell = Cell<CellValue, boolean>

// Looked up by what users send: maps, so that no name of Object.prototype is ever found.
const kindsByName = new Map<string, AnyKind>(Object.values(shapeKinds).map((kind) => [kind.kind, kind]))
const cellsByKind = new Map<string, ReadonlyMap<string, AnyCell>>(
  Object.values(shapeKinds).map((kind) => [kind.kind, new Map<string, AnyCell>(Object.entries(kind.cells))]),
)
const grammarsByCell = new Map<string, Grammar<CellValue>>()
const alwaysRequired = new Set<string>()
for (const table of cellsByKind.values()) {
  for (const [name, cell] of table) {
    grammarsByCell.set(name, name === 'points' ? anyPoints : cell.grammar)
    if (cell.required) alwaysRequired.add(name)
  }
}

export function isShapeKindName(kind: string): kind is ShapeKindName {
  return kindsByName.has(kind)
}

/** Whether this code knows the shape's kind; the log vouches for the cells (OP7). */
export function isKnownShape(shape: Shape): shape is KnownShape {
  return kindsByName.has(shape.kind)
}

export function isShapeOf<Name extends ShapeKindName>(shape: Shape, kind: Name): shape is ShapeOf<Name> {
  return shape.kind === kind
}

/** Whether other shapes can stand in shapes of this kind. */
export function isContainerKind(kind: string): boolean {
  return kindsByName.get(kind)?.container ?? false
}

/** The cells of a kind by name; undefined for a kind nobody knows. */
export function cellsOfKind(kind: string): ReadonlyMap<string, AnyCell> | undefined {
  return cellsByKind.get(kind)
}

export function kindHasCell(kind: string, cell: string): boolean {
  return cellsByKind.get(kind)?.has(cell) ?? false
}

/** Required cells are there from the create on and cannot be unset. */
export function isRequiredCell(cell: string): boolean {
  return alwaysRequired.has(cell)
}

/** What an absent cell of a kind means; undefined where absence has a meaning of its own. */
export function cellDefault(kind: string, cell: string): CellValue | undefined {
  return cellsByKind.get(kind)?.get(cell)?.absent
}

/**
 * The grammar of a cell wherever it occurs. A cell has one grammar in all kinds, but `points`, of which only the kind can
 * say whether they carry pressure.
 */
export function grammarOfCell(cell: string): Grammar<CellValue> | undefined {
  return grammarsByCell.get(cell)
}

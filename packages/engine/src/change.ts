import type { ShapeId } from './ids.ts'

/** A value a cell may hold: JSON without null (no cell is ever null; an absent cell is a value of its own). */
export type CellValue =
  | string
  | number
  | boolean
  | readonly CellValue[]
  | { readonly [key: string]: CellValue }

export type Cells = { readonly [cell: string]: CellValue }

/** Where siblings go in the paint order; `front` is painted last. */
export type Anchor = 'front' | 'back' | { readonly before: ShapeId } | { readonly after: ShapeId }

/** Retain n, delete n (as -n), insert text; offsets count UTF-16 code units (TX1). */
export type TextDelta = readonly (number | string)[]

/** A shape as a client proposes it: flat, without index and versions (OP3). */
export interface ProposedShape {
  readonly id: ShapeId
  readonly kind: string
  readonly parentId?: ShapeId | null
  readonly [cell: string]: CellValue | null | undefined
}

/** What a client may ask for (OP3). */
export type ProposedChange =
  | { readonly kind: 'create'; readonly shape: ProposedShape; readonly at?: Anchor }
  | { readonly kind: 'update'; readonly id: ShapeId; readonly set: Cells; readonly unset?: readonly string[] }
  | { readonly kind: 'delete'; readonly ids: readonly ShapeId[]; readonly children?: 'delete' | 'lift' }
  | {
      readonly kind: 'place'
      readonly ids: readonly ShapeId[]
      readonly parentId?: ShapeId | null
      readonly at: Anchor
    }
  | {
      readonly kind: 'text'
      readonly id: ShapeId
      readonly field: 'text'
      readonly base: number
      readonly delta: TextDelta
    }
  | { readonly kind: 'canvas'; readonly set: Cells; readonly unset?: readonly string[] }

/** The cell `place`: parent (null is the canvas) and order key, one value (OP3). */
export type Place = readonly [parentId: ShapeId | null, index: string]

/** Values an effective update may set: cells, and `place`. */
export type EffectiveCells = { readonly [cell: string]: CellValue | Place }

/** A shape inside an effective change: placed, every cell it has, no versions. */
export interface EffectiveShape {
  readonly id: ShapeId
  readonly kind: string
  readonly parentId: ShapeId | null
  readonly index: string
  readonly [cell: string]: CellValue | null
}

/**
 * What the log holds and every replica applies (OP4). `set` is always there (it may be empty), `unset` only when it names
 * a cell, so that equal changes have equal canonical forms.
 */
export type Change =
  | { readonly kind: 'create'; readonly shape: EffectiveShape }
  | {
      readonly kind: 'update'
      readonly id: ShapeId
      readonly set: EffectiveCells
      readonly unset?: readonly string[]
    }
  | { readonly kind: 'delete'; readonly ids: readonly ShapeId[] }
  | { readonly kind: 'text'; readonly id: ShapeId; readonly field: 'text'; readonly delta: TextDelta }
  | { readonly kind: 'canvas'; readonly set: Cells; readonly unset?: readonly string[] }

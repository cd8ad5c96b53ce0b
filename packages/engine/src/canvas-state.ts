import type { Cells } from './change.ts'
import type { ShapeId } from './ids.ts'
import type { Shape } from './shapes/shape.ts'
import type { Sibling } from './sibling-index.ts'

/**
 * The value of a canvas at a version. Shapes are immutable objects; the state that holds them is written in place by
 * `apply` and `applyRow` only. `fork` gives a cheap overlay for drafts and predictions (CL1, CM4).
 */
export interface CanvasState {
  /** Version of the last applied row; 0 is the empty canvas. */
  readonly version: number
  /** Present canvas cells: background, grid. */
  readonly canvas: Cells
  /** Number of live shapes. */
  readonly size: number
  get(id: ShapeId): Shape | undefined
  /** The version at which the shape died, if it existed and is dead. */
  deadSince(id: ShapeId): number | undefined
  /** Live shapes in no particular order. */
  shapes(): IterableIterator<Shape>
  dead(): IterableIterator<readonly [ShapeId, number]>
  /**
   * Live children of a container, or of the canvas (null), in paint order: back first. A shape whose parent is unknown or
   * dead reads as a child of the canvas (OP6).
   */
  children(parentId: ShapeId | null): readonly Shape[]
  /** Ids and order keys of `children`, without the cost of collecting the shapes. Valid until the next write. */
  siblings(parentId: ShapeId | null): readonly Sibling[]
  /** The container a shape is effectively in: its parent if that is alive, else the canvas (OP6). */
  effectiveParent(shape: Shape): ShapeId | null
  /** A writable overlay. The base must not be written while the overlay is in use, except by `absorb`. */
  fork(): CanvasState
  /** Takes over everything a fork of this very state has written. The fork must not be used afterwards. */
  absorb(fork: CanvasState): void
}

import type { CanvasState } from './canvas-state.ts'
import type { Cells } from './change.ts'
import type { ShapeId } from './ids.ts'
import type { Shape } from './shapes/shape.ts'
import { type Sibling, SiblingIndex } from './sibling-index.ts'

/** The state as `apply` writes it. Nobody else may: every other reader takes `CanvasState`. */
export interface WritableState extends CanvasState {
  /**
   * Puts shapes into a state that nobody has written or read yet, which costs less than one after the other.
   * @param shapes with an id each of its own; kept as they are until one of them is asked for
   */
  fill(shapes: readonly Shape[]): void
  put(shape: Shape): void
  /** Like `put` where the shape is known to live; `before` is what `get` gives. */
  replace(before: Shape, shape: Shape): void
  kill(id: ShapeId, version: number): void
  markDead(id: ShapeId, version: number): void
  setCanvas(cells: Cells): void
  setVersion(version: number): void
}

/**
 * A map of shapes over an optional base it reads through. The order of siblings is indexed on first use and followed from
 * then on, so that replay pays nothing for it.
 */
class LayeredState implements WritableState {
  version: number
  canvas: Cells
  size: number
  private readonly base: LayeredState | undefined
  /** Null hides a shape of the base; the bottom layer has none. Read through `live`. */
  private readonly byId = new Map<ShapeId, Shape | null>()
  /** What it was filled with, until a shape is looked up or written: whoever walks through all of them needs no map. */
  private filled: readonly Shape[] | null = null
  private readonly deaths = new Map<ShapeId, number | null>()
  private index: SiblingIndex | undefined
  /** Materialised children per parent, good until the next write. */
  private readonly childLists = new Map<ShapeId | null, readonly Shape[]>()

  constructor(base?: LayeredState) {
    this.base = base
    this.version = base?.version ?? 0
    this.canvas = base?.canvas ?? {}
    this.size = base?.size ?? 0
  }

  private get live(): Map<ShapeId, Shape | null> {
    if (this.filled !== null) {
      for (const shape of this.filled) this.byId.set(shape.id, shape)
      this.size = this.byId.size
      this.filled = null
    }
    return this.byId
  }

  get(id: ShapeId): Shape | undefined {
    const own = this.live.get(id)
    if (own !== undefined) return own ?? undefined
    return this.base?.get(id)
  }

  deadSince(id: ShapeId): number | undefined {
    const own = this.deaths.get(id)
    if (own !== undefined) return own ?? undefined
    return this.base?.deadSince(id)
  }

  shapes(): IterableIterator<Shape> {
    if (this.filled !== null) return this.filled.values()
    // A layer in which nothing has changed yet is passed by: ten thousand shapes went through one generator more.
    return this.base !== undefined && this.live.size === 0 ? this.base.shapes() : this.shapesOfBoth()
  }

  private *shapesOfBoth(): IterableIterator<Shape> {
    for (const shape of this.base?.shapes() ?? []) if (!this.live.has(shape.id)) yield shape
    for (const shape of this.live.values()) if (shape !== null) yield shape
  }

  *dead(): IterableIterator<readonly [ShapeId, number]> {
    for (const death of this.base?.dead() ?? []) if (!this.deaths.has(death[0])) yield death
    for (const [id, version] of this.deaths) if (version !== null) yield [id, version]
  }

  effectiveParent(shape: Shape): ShapeId | null {
    return shape.parentId !== null && this.get(shape.parentId) !== undefined ? shape.parentId : null
  }

  siblings(parentId: ShapeId | null): readonly Sibling[] {
    return this.siblingIndex().read(parentId)
  }

  children(parentId: ShapeId | null): readonly Shape[] {
    if (this.base !== undefined && this.live.size === 0) return this.base.children(parentId)
    let children = this.childLists.get(parentId)
    if (children === undefined) {
      children = this.siblings(parentId).map(({ id }) => this.get(id) as Shape)
      this.childLists.set(parentId, children)
    }
    return children
  }

  fork(): CanvasState {
    return new LayeredState(this)
  }

  absorb(fork: CanvasState): void {
    const layer = layered(fork)
    if (layer.base !== this) throw new Error('absorb takes only a fork of this very state')
    for (const [id, shape] of layer.live) this.write(id, shape ?? undefined)
    for (const [id, version] of layer.deaths) this.setDeath(id, version)
    this.canvas = layer.canvas
    this.version = layer.version
  }

  fill(shapes: readonly Shape[]): void {
    this.filled = shapes
    this.size = shapes.length
  }

  put(shape: Shape): void {
    this.write(shape.id, shape)
    if (this.deadSince(shape.id) !== undefined) this.setDeath(shape.id, null)
  }

  replace(before: Shape, shape: Shape): void {
    this.live.set(shape.id, shape)
    this.follow(before, shape)
  }

  kill(id: ShapeId, version: number): void {
    this.write(id, undefined)
    this.setDeath(id, version)
  }

  markDead(id: ShapeId, version: number): void {
    this.setDeath(id, version)
  }

  setCanvas(cells: Cells): void {
    this.canvas = cells
  }

  setVersion(version: number): void {
    this.version = version
  }

  private write(id: ShapeId, shape: Shape | undefined): void {
    const before = this.get(id)
    if (shape !== undefined) this.live.set(id, shape)
    else if (this.base !== undefined) this.live.set(id, null)
    else this.live.delete(id)
    if (before === undefined && shape !== undefined) this.size += 1
    if (before !== undefined && shape === undefined) this.size -= 1
    this.follow(before, shape)
  }

  /** Keeps what is derived from the shapes in step with a write. */
  private follow(before: Shape | undefined, shape: Shape | undefined): void {
    if (this.childLists.size > 0) this.childLists.clear()
    if (this.index === undefined) return
    if (before?.parentId === shape?.parentId && before?.index === shape?.index) return
    this.index.move(before, shape)
  }

  private setDeath(id: ShapeId, version: number | null): void {
    if (version !== null || this.base !== undefined) this.deaths.set(id, version)
    else this.deaths.delete(id)
  }

  private siblingIndex(): SiblingIndex {
    if (this.index !== undefined) return this.index
    const isAlive = (id: ShapeId): boolean => this.get(id) !== undefined
    if (this.base === undefined) {
      this.index = SiblingIndex.of(this.shapes(), isAlive)
      return this.index
    }
    const index = new SiblingIndex(this.base.siblingIndex(), isAlive)
    for (const [id, shape] of this.live) index.move(this.base.get(id), shape ?? undefined)
    this.index = index
    return index
  }
}

function layered(state: CanvasState): LayeredState {
  if (!(state instanceof LayeredState)) throw new Error('a canvas state is made by emptyState or fork only')
  return state
}

/** The empty canvas at version 0. */
export function emptyState(): CanvasState {
  return new LayeredState()
}

/** The writable face of a state, for the reducer and for decoding. */
export function writable(state: CanvasState): WritableState {
  return layered(state)
}

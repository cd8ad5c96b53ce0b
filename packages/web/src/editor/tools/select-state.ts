import type { Bounds, Point, ShapeId } from '@flowstate/engine'
import type { Bend, ResizeHandle } from '../selection-frame.ts'
import type { PointerInput } from './tool.ts'

type SnapTargets = readonly Bounds[] | null

/** A handle that is dragged. */
export type Grip = Extract<SelectState, { name: 'resizing' | 'rotating' | 'bending' | 'pulling' }>

/** What the select tool is in the middle of. */
export type SelectState =
  | { readonly name: 'idle' }
  /** The button is down, but the pointer has not moved far enough to mean a drag. */
  | {
      readonly name: 'pressing'
      readonly origin: PointerInput
      readonly hitId: ShapeId | null
      readonly wasSelected: boolean
    }
  /** The same over a handle; a point of the screen. */
  | { readonly name: 'gripping'; readonly origin: Point; readonly grip: Grip }
  | {
      readonly name: 'moving'
      readonly origin: Point
      /** Names of the copies Alt makes, so that they are the same shapes from one move to the next. */
      readonly copyIds: readonly ShapeId[]
      /** Where the selection was when it was taken hold of; null where nothing of it is drawn. */
      readonly box: Bounds | null
      /** What it may snap to, once somebody wanted to know. */
      readonly targets: SnapTargets
    }
  | {
      readonly name: 'boxing'
      readonly origin: Point
      /** The loop drawn instead of a box. */
      readonly loop: readonly Point[] | null
      readonly kept: readonly ShapeId[]
      /** What was selected before: a cancelled box gives it back. */
      readonly before: readonly ShapeId[]
    }
  | {
      readonly name: 'resizing'
      readonly handle: ResizeHandle
      readonly box: Bounds
      readonly rotation: number
      /** From the pointer to the corner it drags, so that the corner does not jump under the pointer. */
      readonly offset: Point
      readonly targets: SnapTargets
    }
  | {
      readonly name: 'rotating'
      readonly centre: Point
      /** Radians: where the pointer took hold, and how the frame was turned then. */
      readonly from: number
      readonly rotation: number
    }
  | ({ readonly name: 'bending'; readonly id: ShapeId } & Bend)
  | { readonly name: 'pulling'; readonly id: ShapeId; readonly end: 'start' | 'end' }

export const idle: SelectState = { name: 'idle' }

import type { Bounds, CanvasState, Cells, Point, ProposedChange, ShapeId } from '@flowstate/engine'
import type { Scene } from '../renderer/scene.ts'
import type { SnapGuide } from '../snapping/snap-box.ts'
import type { Draft } from './draft.ts'
import type { ToolId } from './tool-id.ts'

export interface Modifiers {
  readonly shift: boolean
  readonly alt: boolean
  /** Cmd or Ctrl. */
  readonly mod: boolean
}

export interface PointerInput extends Modifiers {
  /** Canvas coordinates. */
  readonly point: Point
  /** CSS pixels from the stage's corner. */
  readonly screen: Point
  /** 0 to 1; 0.5 where the device does not know. */
  readonly pressure: number
  readonly pointerType: 'mouse' | 'pen' | 'touch'
  readonly timeMs: number
  /** How far the place where the gesture began has been carried along with Space held. Canvas units. */
  readonly carried?: Point
}

/** What a tool is told; made from DOM events in one place. */
export type ToolEvent =
  | ({ readonly type: 'down'; readonly clicks: number } & PointerInput)
  | ({ readonly type: 'move' } & PointerInput)
  | ({ readonly type: 'up' } & PointerInput)
  | { readonly type: 'cancel' }

/** What a tool may look at. All of it is as it is at the moment of the event. */
export interface ToolContext {
  readonly view: CanvasState
  readonly scene: Scene
  readonly selection: ReadonlySet<ShapeId>
  /** The group gone into by double click; its members can be picked one by one. */
  readonly enteredGroup: ShapeId | null
  readonly zoom: number
  /** What is in sight. */
  readonly visible: Bounds
  /** Whether gestures snap to other shapes; Mod turns it round while it is held. */
  readonly snapping: boolean
  /** Cells new shapes get, as far as their kind has them. */
  readonly style: Cells
  readonly readOnly: boolean
  newShapeId(): ShapeId
}

/** Drawn over the canvas while a gesture lasts. Canvas coordinates. */
export interface ToolOverlay {
  readonly box?: Bounds
  /** Drawn instead of the box around it. */
  readonly loop?: readonly Point[]
  /** The shape an arrow's end would bind to. */
  readonly targetId?: ShapeId
  /** What the gesture has snapped to. */
  readonly guides?: readonly SnapGuide[]
  /** Shapes about to be erased, shown faint. */
  readonly fading?: ReadonlySet<ShapeId>
}

export type ToolEffect =
  | { readonly type: 'commit'; readonly changes: readonly ProposedChange[]; readonly label: string }
  | { readonly type: 'select'; readonly ids: readonly ShapeId[] }
  | { readonly type: 'enter-group'; readonly id: ShapeId | null }
  /** The pointer moved the view by so many CSS pixels. */
  | { readonly type: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly type: 'edit-text'; readonly id: ShapeId }
  | { readonly type: 'new-text'; readonly at: Point }
  /** The link of the shape here is wanted, if it has one. */
  | { readonly type: 'open-link'; readonly at: Point }
  /** The light of the laser is here. */
  | { readonly type: 'laser'; readonly at: Point }
  /** Colours of a shape are wanted; null where there was none. */
  | { readonly type: 'take-colours'; readonly from: ShapeId | null }
  /** Something is to be said about what lies between two points; about one where they are near each other. */
  | { readonly type: 'comment'; readonly from: Point; readonly to: Point }
  /** The tool has done its work: back to select, unless it is locked. */
  | { readonly type: 'done' }

export interface ToolStep<State> {
  readonly state: State
  readonly draft: Draft
  readonly overlay: ToolOverlay
  readonly effects: readonly ToolEffect[]
}

/** A tool: plain state and one pure step. No network, no canvas library, no DOM. */
export interface Tool<State> {
  readonly id: ToolId
  readonly start: State
  step(state: State, event: ToolEvent, context: ToolContext): ToolStep<State>
  /** CSS cursor while the pointer is at a canvas point and no button is down. */
  cursor(point: Point, context: ToolContext): string
}

/** A tool with its state inside, as the stage runs it. */
export interface RunningTool {
  readonly id: ToolId
  step(event: ToolEvent, context: ToolContext): Omit<ToolStep<never>, 'state'>
  cursor(point: Point, context: ToolContext): string
}

/** Starts a tool. */
export type ToolStarter = () => RunningTool

export function toolStarter<State>(tool: Tool<State>): ToolStarter {
  return () => {
    let state = tool.start
    return {
      id: tool.id,
      step(event, context) {
        const { state: next, ...result } = tool.step(state, event, context)
        state = next
        return result
      },
      cursor: tool.cursor,
    }
  }
}

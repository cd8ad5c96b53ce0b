import {
  anchorAt,
  anchorPoint,
  boundsContain,
  boundsOfPoints,
  boundsWidth,
  type Cells,
  canBeTiedTo,
  distanceBetween,
  type Point,
  type ProposedShape,
  type Shape,
  type ShapeId,
  type TextRuler,
  uprightBounds,
} from '@flowstate/engine'
import type { Scene } from '../renderer/scene.ts'
import { carriedOrigin } from './carried-origin.ts'
import { newShape } from './new-shape.ts'
import type { PointerInput, Tool, ToolContext } from './tool.ts'
import { draftStep, quietStep } from './tool-step.ts'

type LinearState = { readonly origin: Point; readonly id: ShapeId; readonly start: Shape | null } | null

const snapAngle = Math.PI / 12
/** An end so close beside a shape, in CSS pixels, is meant for it. */
const reachPixels = 10
/** What is left of the distance of a point in a shape, since anchors are rounded; canvas units. */
const inside = 0.5
/** Shorter lines, in CSS pixels, are taken for a slip of the hand. */
const lengthPixelsMin = 6

/** Turns the far end about the near one to the nearest multiple of 15 degrees. */
export function snapToAngle(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / snapAngle) * snapAngle
  return { x: from.x + Math.cos(angle) * length, y: from.y + Math.sin(angle) * length }
}

/** Position and relative points of a line through canvas points (OP10: the position is the box's corner). */
export function placedPoints(points: readonly Point[]): { position: [number, number]; points: number[] } {
  const bounds = boundsOfPoints(points)
  const x = bounds?.minX ?? 0
  const y = bounds?.minY ?? 0
  return { position: [x, y], points: points.flatMap((point) => [point.x - x, point.y - y]) }
}

/** Words that take up so much of the width of a box they lie on are what it says, not a thing of their own. */
const writtenShare = 0.25

/** The box a text is written on, the topmost one around all of it: who points at the words means the box. */
function boxWrittenOn(text: Shape, closed: readonly Shape[], scene: Scene): Shape | undefined {
  const words = uprightBounds(text, scene)
  return closed.findLast((shape) => {
    if (shape.kind === 'text') return false
    const box = uprightBounds(shape, scene)
    return boundsContain(box, words) && boundsWidth(words) >= boundsWidth(box) * writtenShare
  })
}

/** The shape an arrow's end at this point binds to: the topmost closed one under it, or within reach of its outline. */
export function bindingTarget(point: Point, scene: Scene, zoom: number): Shape | null {
  const reach = reachPixels / zoom
  const near = scene.shapesIn({
    minX: point.x - reach,
    minY: point.y - reach,
    maxX: point.x + reach,
    maxY: point.y + reach,
  })
  const closed = near.filter((shape) => canBeTiedTo(shape) && shape.kind !== 'frame')
  const { ruler } = scene
  const distanceTo = (shape: Shape): number =>
    distanceBetween(point, anchorPoint(shape, anchorAt(shape, point, ruler), ruler))
  const within = (most: number): Shape | undefined => closed.findLast((shape) => distanceTo(shape) <= most)
  const found = within(inside) ?? within(reach) ?? null
  return found?.kind === 'text' ? (boxWrittenOn(found, closed, scene) ?? found) : found
}

/** The binding cell for an end dropped on a shape. Near the middle it means the middle: the arrow then aims at the whole. */
export function bindingCell(
  target: Shape,
  point: Point,
  ruler: TextRuler,
): { shapeId: ShapeId; anchor: readonly [number, number] } {
  const [u, v] = anchorAt(target, point, ruler)
  const middle = Math.abs(u - 0.5) < 0.2 && Math.abs(v - 0.5) < 0.2
  return { shapeId: target.id, anchor: middle ? [0.5, 0.5] : [u, v] }
}

interface Drawn {
  readonly shape: ProposedShape
  readonly target: Shape | null
  readonly length: number
}

/** A line is drawn from point to point; an arrow also ties its ends to the shapes they are dropped on. */
export function linearTool(kind: 'line' | 'arrow'): Tool<LinearState> {
  const targetAt = (point: Point, { mod }: { readonly mod: boolean }, context: ToolContext): Shape | null =>
    kind === 'arrow' && !mod ? bindingTarget(point, context.scene, context.zoom) : null
  const draw = (
    state: NonNullable<LinearState>,
    event: Pick<PointerInput, 'point' | 'shift' | 'mod' | 'carried'>,
    context: ToolContext,
  ): Drawn => {
    const origin = carriedOrigin(state.origin, event)
    const start = event.carried === undefined ? state.start : targetAt(origin, event, context)
    const to = event.shift ? snapToAngle(origin, event.point) : event.point
    const target = targetAt(to, event, context)
    const end = target !== null && target.id !== start?.id ? target : null
    const cells: Cells = {
      ...placedPoints([origin, to]),
      ...(start === null ? {} : { start: bindingCell(start, origin, context.scene.ruler) }),
      ...(end === null ? {} : { end: bindingCell(end, to, context.scene.ruler) }),
    }
    return {
      shape: newShape({ id: state.id, kind, cells }, context.style),
      target: end,
      length: Math.hypot(to.x - origin.x, to.y - origin.y),
    }
  }

  return {
    id: kind,
    start: null,
    cursor: () => 'crosshair',
    step(state, event, context) {
      switch (event.type) {
        case 'down': {
          const start = targetAt(event.point, event, context)
          return quietStep<LinearState>({ origin: event.point, id: context.newShapeId(), start })
        }
        case 'move': {
          if (state === null) {
            const target = kind === 'arrow' ? bindingTarget(event.point, context.scene, context.zoom) : null
            return draftStep<LinearState>(
              null,
              { kind: 'none' },
              target === null ? {} : { targetId: target.id },
            )
          }
          const { shape, target } = draw(state, event, context)
          return draftStep<LinearState>(
            state,
            { kind: 'changes', changes: [{ kind: 'create', shape }] },
            target === null ? {} : { targetId: target.id },
          )
        }
        case 'up': {
          if (state === null) return quietStep<LinearState>(null)
          const { shape, length } = draw(state, event, context)
          if (length * context.zoom < lengthPixelsMin) return quietStep<LinearState>(null)
          return quietStep<LinearState>(
            null,
            { type: 'commit', changes: [{ kind: 'create', shape }], label: `draw ${kind}` },
            { type: 'select', ids: [state.id] },
            { type: 'done' },
          )
        }
        case 'cancel':
          return quietStep<LinearState>(null)
      }
    },
  }
}

import { limits, type Point, type ProposedChange, type ProposedShape, type ShapeId } from '@flowstate/engine'
import { newShape } from './new-shape.ts'
import type { PointerInput, Tool, ToolContext } from './tool.ts'
import { draftStep, quietStep } from './tool-step.ts'

interface Drawing {
  readonly id: ShapeId
  readonly origin: Point
  /** x, y, pressure triples relative to the origin. */
  readonly points: readonly number[]
  readonly startedAtMs: number
  /** How often the stroke so far has been committed (PV2). */
  readonly commits: number
}

type DrawState = Drawing | null

/** A stroke that takes this long is committed so far, so that a crash does not lose it (PV2). */
const commitAtMs = [2_000, 4_000, 8_000, 16_000]
/** Points closer than this, in CSS pixels, say nothing new. */
const stepPixelsMin = 1.2

function addPoint(drawing: Drawing, event: PointerInput, zoom: number): Drawing {
  const { points, origin } = drawing
  if (points.length / 3 >= limits.strokePointsMax) return drawing
  const x = event.point.x - origin.x
  const y = event.point.y - origin.y
  const lastX = points[points.length - 3] ?? x
  const lastY = points[points.length - 2] ?? y
  if (Math.hypot(x - lastX, y - lastY) * zoom < stepPixelsMin) return drawing
  return { ...drawing, points: [...points, x, y, event.pressure] }
}

/** Moves the points so that the position is the corner of their box (OP10). */
function settle(drawing: Drawing): { position: [number, number]; points: number[] } {
  let minX = 0
  let minY = 0
  for (let i = 0; i < drawing.points.length; i += 3) {
    minX = Math.min(minX, drawing.points[i] as number)
    minY = Math.min(minY, drawing.points[i + 1] as number)
  }
  return {
    position: [drawing.origin.x + minX, drawing.origin.y + minY],
    points: drawing.points.map((value, i) =>
      i % 3 === 0 ? value - minX : i % 3 === 1 ? value - minY : value,
    ),
  }
}

/** Ink: freehand strokes with pressure, and the highlighter. */
export function drawTool(kind: 'draw' | 'highlight'): Tool<DrawState> {
  const shapeKind = kind === 'draw' ? 'stroke' : 'highlight'

  const shapeOf = (drawing: Drawing, context: ToolContext): ProposedShape =>
    newShape({ id: drawing.id, kind: shapeKind, cells: settle(drawing) }, context.style)

  const commitChange = (drawing: Drawing, context: ToolContext): ProposedChange =>
    drawing.commits === 0
      ? { kind: 'create', shape: shapeOf(drawing, context) }
      : { kind: 'update', id: drawing.id, set: settle(drawing) }

  const draftOf = (drawing: Drawing, context: ToolContext) => ({
    kind: 'ink' as const,
    shape: newShape(
      { id: drawing.id, kind: shapeKind, cells: { position: [drawing.origin.x, drawing.origin.y] } },
      context.style,
    ),
    points: drawing.points,
  })

  return {
    id: kind,
    start: null,
    cursor: () => 'crosshair',
    step(state, event, context) {
      switch (event.type) {
        case 'down': {
          const drawing: Drawing = {
            id: context.newShapeId(),
            origin: event.point,
            points: [0, 0, event.pressure],
            startedAtMs: event.timeMs,
            commits: 0,
          }
          return draftStep<DrawState>(drawing, draftOf(drawing, context))
        }
        case 'move': {
          if (state === null) return quietStep<DrawState>(null)
          const drawing = addPoint(state, event, context.zoom)
          const dueMs = commitAtMs[drawing.commits]
          if (dueMs === undefined || event.timeMs - drawing.startedAtMs < dueMs) {
            return draftStep<DrawState>(drawing, draftOf(drawing, context))
          }
          const changes = [commitChange(drawing, context)]
          return {
            ...draftStep<DrawState>({ ...drawing, commits: drawing.commits + 1 }, draftOf(drawing, context)),
            effects: [{ type: 'commit', changes, label: kind }],
          }
        }
        case 'up': {
          if (state === null) return quietStep<DrawState>(null)
          const drawing = addPoint(state, event, context.zoom)
          return quietStep<DrawState>(null, {
            type: 'commit',
            changes: [commitChange(drawing, context)],
            label: kind,
          })
        }
        case 'cancel':
          return quietStep<DrawState>(null)
      }
    },
  }
}

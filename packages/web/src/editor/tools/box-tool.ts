import type { Bounds, Point, ProposedShape, ShapeId } from '@flowstate/engine'
import { carriedOrigin } from './carried-origin.ts'
import { newShape } from './new-shape.ts'
import type { Modifiers, Tool, ToolContext } from './tool.ts'
import type { BoxToolId } from './tool-id.ts'
import { draftStep, quietStep } from './tool-step.ts'

type BoxState = { readonly origin: Point; readonly id: ShapeId } | null

/** Pointer travel, in CSS pixels, that turns a click into a drag. */
const dragPixelsMin = 4

const defaultSizes: { readonly [Kind in BoxToolId]?: readonly [number, number] } = {
  note: [200, 200],
  frame: [640, 400],
  star: [140, 140],
  polygon: [140, 140],
  hexagon: [160, 140],
  cylinder: [120, 150],
}

/** The box a drag spans: Shift makes it square, Alt grows it from the middle. */
export function draggedBox(from: Point, to: Point, modifiers: Modifiers): Bounds {
  let dx = to.x - from.x
  let dy = to.y - from.y
  if (modifiers.shift) {
    const side = Math.max(Math.abs(dx), Math.abs(dy))
    dx = dx < 0 ? -side : side
    dy = dy < 0 ? -side : side
  }
  const startX = modifiers.alt ? from.x - dx : from.x
  const startY = modifiers.alt ? from.y - dy : from.y
  return {
    minX: Math.min(startX, from.x + dx),
    minY: Math.min(startY, from.y + dy),
    maxX: Math.max(startX, from.x + dx),
    maxY: Math.max(startY, from.y + dy),
  }
}

function boxShape(kind: BoxToolId, id: ShapeId, box: Bounds, context: ToolContext): ProposedShape {
  const cells = {
    position: [box.minX, box.minY],
    size: [box.maxX - box.minX, box.maxY - box.minY],
    ...(kind === 'polygon' ? { sides: 5 } : {}),
    ...(kind === 'frame' ? { name: 'Frame' } : {}),
  }
  return newShape({ id, kind, cells }, context.style)
}

function clickedBox(kind: BoxToolId, at: Point): Bounds {
  const [width, height] = defaultSizes[kind] ?? [180, 110]
  return { minX: at.x - width / 2, minY: at.y - height / 2, maxX: at.x + width / 2, maxY: at.y + height / 2 }
}

/** Draws a closed shape: a drag gives its size, a click the default one. Space carries it about meanwhile. */
export function boxTool(kind: BoxToolId): Tool<BoxState> {
  return {
    id: kind,
    start: null,
    cursor: () => 'crosshair',
    step(state, event, context) {
      switch (event.type) {
        case 'down':
          return quietStep<BoxState>({ origin: event.point, id: context.newShapeId() })
        case 'move': {
          if (state === null) return quietStep<BoxState>(null)
          const box = draggedBox(carriedOrigin(state.origin, event), event.point, event)
          const shape = boxShape(kind, state.id, box, context)
          return draftStep<BoxState>(state, { kind: 'changes', changes: [{ kind: 'create', shape }] })
        }
        case 'up': {
          if (state === null) return quietStep<BoxState>(null)
          const origin = carriedOrigin(state.origin, event)
          const dragged = draggedBox(origin, event.point, event)
          const travel = Math.max(dragged.maxX - dragged.minX, dragged.maxY - dragged.minY) * context.zoom
          const box = travel < dragPixelsMin ? clickedBox(kind, origin) : dragged
          const shape = boxShape(kind, state.id, box, context)
          const at = kind === 'frame' ? 'back' : 'front'
          return quietStep<BoxState>(
            null,
            { type: 'commit', changes: [{ kind: 'create', shape, at }], label: `draw ${kind}` },
            { type: 'select', ids: [state.id] },
            { type: 'done' },
            ...(kind === 'note' ? [{ type: 'edit-text', id: state.id } as const] : []),
          )
        }
        case 'cancel':
          return quietStep<BoxState>(null)
      }
    },
  }
}

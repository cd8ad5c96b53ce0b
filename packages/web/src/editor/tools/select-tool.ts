import {
  type Bounds,
  boundsBetween,
  boundsContainPoint,
  centreOf,
  isSized,
  type Point,
  rotateAbout,
  type ShapeId,
} from '@flowstate/engine'
import { duplicateChanges } from '../copy-shapes.ts'
import { movableShapes, outermostGroup, selectionBounds } from '../selection.ts'
import {
  type HandleHit,
  handleAt,
  handleCursor,
  handlePoints,
  type ResizeHandle,
  selectionFrame,
} from '../selection-frame.ts'
import { moveChanges, resizeChanges, resizedBox, rotateChanges } from '../transform-shapes.ts'
import { noDraft } from './draft.ts'
import { endChange } from './drag-end.ts'
import type { PointerInput, Tool, ToolContext, ToolStep } from './tool.ts'
import { draftStep, quietStep } from './tool-step.ts'

type SelectState =
  | { readonly name: 'idle' }
  /** The button is down, but the pointer has not moved far enough to mean a drag. */
  | {
      readonly name: 'pressing'
      readonly origin: PointerInput
      readonly hitId: ShapeId | null
      readonly wasSelected: boolean
    }
  | { readonly name: 'moving'; readonly origin: Point }
  | { readonly name: 'boxing'; readonly origin: Point; readonly kept: readonly ShapeId[] }
  | {
      readonly name: 'resizing'
      readonly handle: ResizeHandle
      readonly box: Bounds
      readonly rotation: number
      /** From the pointer to the corner it drags, so that the corner does not jump under the pointer. */
      readonly offset: Point
    }
  | { readonly name: 'rotating'; readonly centre: Point; readonly from: number }
  | { readonly name: 'pulling'; readonly id: ShapeId; readonly end: 'start' | 'end' }

const idle: SelectState = { name: 'idle' }
const dragPixelsMin = 4
const rotateStep = Math.PI / 12

/** Reach of a click, in canvas units: fingers are wider than mice. */
function tolerance(event: PointerInput, zoom: number): number {
  return (event.pointerType === 'touch' ? 14 : 6) / zoom
}

function pick(event: PointerInput, context: ToolContext): ShapeId | null {
  const hit = context.scene.shapeAt(event.point, tolerance(event, context.zoom))
  return hit === null ? null : outermostGroup(hit, context.view, context.enteredGroup).id
}

/** Inside the box of what is selected a press grabs the selection, even where the shapes are hollow. */
function insideSelection(point: Point, context: ToolContext): boolean {
  const box = selectionBounds(context.selection, context.view, context.scene)
  return box !== null && boundsContainPoint(box, point)
}

function grab(hit: HandleHit, event: PointerInput, context: ToolContext): SelectState {
  const frame = selectionFrame(context.selection, context.view, context.scene)
  if (frame === null) return idle
  if (frame.kind === 'line') {
    return hit.kind === 'end' ? { name: 'pulling', id: frame.shape.id, end: hit.end } : idle
  }
  if (hit.kind === 'resize') {
    const local = rotateAbout(event.point, centreOf(frame.box), -frame.rotation)
    const corner = handlePoints(frame.box).find(([handle]) => handle === hit.handle)?.[1] ?? local
    const offset = { x: corner.x - local.x, y: corner.y - local.y }
    return { name: 'resizing', handle: hit.handle, box: frame.box, rotation: frame.rotation, offset }
  }
  const centre = centreOf(frame.box)
  return { name: 'rotating', centre, from: Math.atan2(event.point.y - centre.y, event.point.x - centre.x) }
}

function press(
  event: PointerInput & { readonly clicks: number },
  context: ToolContext,
): ToolStep<SelectState> {
  const frame = selectionFrame(context.selection, context.view, context.scene)
  if (frame !== null && !context.readOnly) {
    const hit = handleAt(frame, event.point, { zoom: context.zoom, touch: event.pointerType === 'touch' })
    if (hit !== null) return quietStep(grab(hit, event, context))
  }
  if (event.clicks === 2) return doubleClick(event, context)
  const hitId = pick(event, context)
  if (hitId === null) {
    if (!event.shift && context.selection.size > 0 && insideSelection(event.point, context)) {
      return quietStep<SelectState>({ name: 'pressing', origin: event, hitId: null, wasSelected: true })
    }
    const kept = event.shift ? [...context.selection] : []
    return quietStep<SelectState>(
      { name: 'boxing', origin: event.point, kept },
      { type: 'select', ids: kept },
      ...(event.shift ? [] : [{ type: 'enter-group', id: null } as const]),
    )
  }
  const wasSelected = context.selection.has(hitId)
  const ids = wasSelected ? [...context.selection] : event.shift ? [...context.selection, hitId] : [hitId]
  return quietStep<SelectState>(
    { name: 'pressing', origin: event, hitId, wasSelected },
    { type: 'select', ids },
  )
}

function doubleClick(event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  const hit = context.scene.shapeAt(event.point, tolerance(event, context.zoom))
  if (hit === null) {
    const around = context.scene
      .shapesIn({ minX: event.point.x, minY: event.point.y, maxX: event.point.x, maxY: event.point.y })
      .filter((shape) => isSized(shape) && shape.kind !== 'frame')
      .pop()
    if (context.readOnly) return quietStep(idle)
    if (around !== undefined)
      return quietStep(idle, { type: 'select', ids: [around.id] }, { type: 'edit-text', id: around.id })
    return quietStep(idle, { type: 'new-text', at: event.point })
  }
  const outer = outermostGroup(hit, context.view, context.enteredGroup)
  if (outer.id !== hit.id) {
    return quietStep(
      idle,
      { type: 'enter-group', id: outer.id },
      { type: 'select', ids: [outermostGroup(hit, context.view, outer.id).id] },
    )
  }
  if (context.readOnly || hit.kind === 'stroke' || hit.kind === 'highlight' || hit.kind === 'image')
    return quietStep(idle)
  return quietStep(idle, { type: 'select', ids: [hit.id] }, { type: 'edit-text', id: hit.id })
}

function travel(origin: Point, event: PointerInput): { dx: number; dy: number } {
  const dx = event.point.x - origin.x
  const dy = event.point.y - origin.y
  if (!event.shift) return { dx, dy }
  return Math.abs(dx) >= Math.abs(dy) ? { dx, dy: 0 } : { dx: 0, dy }
}

/** The changes a running transform stands for, on what is left of the selection. */
function transformed(state: SelectState, event: PointerInput, context: ToolContext) {
  const shapes = movableShapes(context.selection, context.view)
  switch (state.name) {
    case 'resizing': {
      const local = rotateAbout(event.point, centreOf(state.box), -state.rotation)
      const to = { x: local.x + state.offset.x, y: local.y + state.offset.y }
      const onlyText = shapes.every((shape) => shape.kind === 'text') && state.handle.length === 2
      const box = resizedBox(state.box, {
        handle: state.handle,
        to,
        keepRatio: event.shift || onlyText,
        fromCentre: event.alt,
      })
      return resizeChanges(shapes, {
        from: state.box,
        to: box,
        rotation: state.rotation,
        handle: state.handle,
      })
    }
    case 'rotating': {
      const at = Math.atan2(event.point.y - state.centre.y, event.point.x - state.centre.x)
      const angle = event.shift ? Math.round((at - state.from) / rotateStep) * rotateStep : at - state.from
      return rotateChanges(shapes, { centre: state.centre, angle }, context.scene)
    }
    case 'pulling': {
      const change = endChange({ id: state.id, end: state.end }, event, context)
      return change === null ? [] : [change.change]
    }
    default:
      return []
  }
}

function drag(state: SelectState, event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  switch (state.name) {
    case 'idle':
      return quietStep(state)
    case 'pressing': {
      const { x, y } = state.origin.screen
      if (Math.hypot(event.screen.x - x, event.screen.y - y) < dragPixelsMin || context.readOnly)
        return quietStep(state)
      return drag({ name: 'moving', origin: state.origin.point }, event, context)
    }
    case 'moving': {
      const { dx, dy } = travel(state.origin, event)
      if (event.alt) {
        const copies = duplicateChanges(context.selection, context.view, {
          dx,
          dy,
          newShapeId: context.newShapeId,
        })
        return draftStep(state, { kind: 'changes', changes: copies.changes })
      }
      const ids = movableShapes(context.selection, context.view).map((shape) => shape.id)
      return draftStep(state, { kind: 'move', ids, dx, dy })
    }
    case 'boxing': {
      const box = boundsBetween(state.origin, event.point)
      const touched = context.scene
        .shapesTouching(box)
        .map((shape) => outermostGroup(shape, context.view, context.enteredGroup).id)
      const ids = [...new Set([...state.kept, ...touched])]
      return { state, draft: noDraft, overlay: { box }, effects: [{ type: 'select', ids }] }
    }
    case 'pulling': {
      const change = endChange({ id: state.id, end: state.end }, event, context)
      if (change === null) return quietStep(idle)
      const overlay = change.targetId === null ? {} : { targetId: change.targetId }
      return draftStep(state, { kind: 'changes', changes: [change.change] }, overlay)
    }
    case 'resizing':
    case 'rotating':
      return draftStep(state, { kind: 'changes', changes: transformed(state, event, context) })
  }
}

function release(state: SelectState, event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  switch (state.name) {
    case 'idle':
    case 'boxing':
      return quietStep(idle)
    case 'pressing': {
      const { hitId, wasSelected, origin } = state
      if (hitId === null) return quietStep(idle, { type: 'select', ids: [] })
      if (!wasSelected) return quietStep(idle)
      const ids = origin.shift ? [...context.selection].filter((id) => id !== hitId) : [hitId]
      return quietStep(idle, { type: 'select', ids })
    }
    case 'moving': {
      const { dx, dy } = travel(state.origin, event)
      if (dx === 0 && dy === 0) return quietStep(idle)
      if (event.alt) {
        const copies = duplicateChanges(context.selection, context.view, {
          dx,
          dy,
          newShapeId: context.newShapeId,
        })
        return quietStep(
          idle,
          { type: 'commit', changes: copies.changes, label: 'duplicate' },
          { type: 'select', ids: copies.selected },
        )
      }
      const changes = moveChanges(movableShapes(context.selection, context.view), dx, dy)
      return changes.length === 0
        ? quietStep(idle)
        : quietStep(idle, { type: 'commit', changes, label: 'move' })
    }
    case 'resizing':
    case 'rotating':
    case 'pulling': {
      const changes = transformed(state, event, context)
      const label = state.name === 'rotating' ? 'rotate' : state.name === 'resizing' ? 'resize' : 'edit arrow'
      return changes.length === 0 ? quietStep(idle) : quietStep(idle, { type: 'commit', changes, label })
    }
  }
}

/** Picks, moves, stretches and turns shapes. */
export const selectTool: Tool<SelectState> = {
  id: 'select',
  start: idle,
  cursor(point, context) {
    const frame = context.readOnly ? null : selectionFrame(context.selection, context.view, context.scene)
    const hit = frame === null ? null : handleAt(frame, point, { zoom: context.zoom, touch: false })
    if (frame !== null && hit !== null) return handleCursor(hit, frame.kind === 'box' ? frame.rotation : 0)
    if (context.scene.shapeAt(point, 6 / context.zoom) !== null) return context.readOnly ? 'default' : 'move'
    return 'default'
  },
  step(state, event, context) {
    switch (event.type) {
      case 'down':
        return press(event, context)
      case 'move':
        return drag(state, event, context)
      case 'up':
        return release(state, event, context)
      case 'cancel':
        return quietStep(idle)
    }
  },
}

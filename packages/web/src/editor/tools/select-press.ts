import { boundsContainPoint, centreOf, isSized, type Point, rotateAbout, type Shape } from '@flowstate/engine'
import { isInside, isLocked, movableShapes, outermostGroup, selectionBounds } from '../selection.ts'
import {
  type HandleHit,
  handleAt,
  handlePoints,
  type SelectionFrame,
  selectionFrame,
} from '../selection-frame.ts'
import { type Grip, idle, type SelectState } from './select-state.ts'
import type { PointerInput, ToolContext, ToolEffect, ToolStep } from './tool.ts'
import { quietStep } from './tool-step.ts'

/** Reach of a click, in canvas units: fingers are wider than mice. */
function tolerance(event: PointerInput, zoom: number): number {
  return (event.pointerType === 'touch' ? 14 : 6) / zoom
}

/** The topmost shape at a point; clicks go through what is locked. */
export function freeShapeAt(point: Point, reach: number, context: ToolContext): Shape | null {
  return context.scene.shapeAt(point, reach, (shape) => !isLocked(shape, context.view))
}

/** The frame of the selection, if this person can take hold of it. */
export function graspableFrame(context: ToolContext): SelectionFrame | null {
  if (context.readOnly || movableShapes(context.selection, context.view).length === 0) return null
  return selectionFrame(context.selection, context.view, context.scene)
}

/** Inside the box of what is selected a press grabs the selection, even where the shapes are hollow. */
function insideSelection(point: Point, frame: SelectionFrame | null, context: ToolContext): boolean {
  if (frame === null || frame.kind === 'line') return false
  const box = selectionBounds(context.selection, context.view, context.scene)
  return box !== null && boundsContainPoint(box, point)
}

function gripOf(hit: HandleHit, frame: SelectionFrame, event: PointerInput): Grip | null {
  if (frame.kind === 'line') {
    const { id } = frame.shape
    if (hit.kind === 'bend') return { name: 'bending', id, at: hit.at, isNew: hit.isNew }
    return hit.kind === 'end' ? { name: 'pulling', id, end: hit.end } : null
  }
  const { box, rotation } = frame
  const centre = centreOf(box)
  if (hit.kind === 'resize') {
    const local = rotateAbout(event.point, centre, -rotation)
    const corner = handlePoints(box).find(([handle]) => handle === hit.handle)?.[1] ?? local
    const offset = { x: corner.x - local.x, y: corner.y - local.y }
    return { name: 'resizing', handle: hit.handle, box, rotation, offset, targets: null }
  }
  const from = Math.atan2(event.point.y - centre.y, event.point.x - centre.x)
  return { name: 'rotating', centre, from, rotation }
}

/** A press beside everything selects by a box, or takes hold of the selection it is inside of. */
function pressEmpty(
  event: PointerInput,
  frame: SelectionFrame | null,
  context: ToolContext,
): ToolStep<SelectState> {
  if (!event.shift && !event.alt && insideSelection(event.point, frame, context)) {
    return quietStep<SelectState>({ name: 'pressing', origin: event, hitId: null, wasSelected: true })
  }
  const before = [...context.selection]
  const kept = event.shift ? before : []
  return quietStep<SelectState>(
    { name: 'boxing', origin: event.point, loop: event.alt ? [event.point] : null, kept, before },
    { type: 'select', ids: kept },
    ...(event.shift ? [] : [{ type: 'enter-group', id: null } as const]),
  )
}

/** A press on something outside the group one is in leaves the group. */
function leaving(hit: Shape, context: ToolContext): readonly ToolEffect[] {
  const { enteredGroup, view } = context
  if (enteredGroup === null || isInside(hit, enteredGroup, view)) return []
  return [{ type: 'enter-group', id: null }]
}

function isSelected(hit: Shape, { selection, view, enteredGroup }: ToolContext): boolean {
  return selection.has(outermostGroup(hit, view, enteredGroup).id)
}

export function press(
  event: PointerInput & { readonly clicks: number },
  context: ToolContext,
): ToolStep<SelectState> {
  const frame = graspableFrame(context)
  const hit = freeShapeAt(event.point, tolerance(event, context.zoom), context)
  // The first click has put handles over what it has selected: the second means the shape below them.
  const meansShape = event.clicks === 2 && hit !== null && isSelected(hit, context)
  const options = { zoom: context.zoom, touch: event.pointerType === 'touch' }
  const handle = frame === null ? null : handleAt(frame, event.point, options)
  if (frame !== null && handle !== null) {
    const step = event.clicks === 2 ? unwrapped(frame, handle) : null
    if (step !== null) return step
    const grip = meansShape ? null : gripOf(handle, frame, event)
    if (grip !== null) return quietStep<SelectState>({ name: 'gripping', origin: event.screen, grip })
  }
  if (event.clicks === 2) return doubleClick(event, hit, context)
  if (hit === null) return pressEmpty(event, frame, context)
  const hitId = outermostGroup(hit, context.view, context.enteredGroup).id
  const wasSelected = context.selection.has(hitId)
  const ids = wasSelected ? [...context.selection] : event.shift ? [...context.selection, hitId] : [hitId]
  return quietStep<SelectState>(
    { name: 'pressing', origin: event, hitId, wasSelected },
    ...leaving(hit, context),
    { type: 'select', ids },
  )
}

/** A double click on a side of a text that breaks its lines: it is as wide as its lines again. */
function unwrapped(frame: SelectionFrame, handle: HandleHit): ToolStep<SelectState> | null {
  if (frame.kind !== 'box' || frame.text?.width === undefined) return null
  if (handle.kind !== 'resize' || !/^[ew]$/.test(handle.handle)) return null
  const change = { kind: 'update', id: frame.text.id, set: {}, unset: ['width'] } as const
  return quietStep(idle, { type: 'commit', changes: [change], label: 'resize' })
}

/** Goes into a group, edits the text of a shape, or starts a new text. */
function doubleClick(event: PointerInput, hit: Shape | null, context: ToolContext): ToolStep<SelectState> {
  if (hit === null) {
    const { x, y } = event.point
    const around = context.scene
      .shapesIn({ minX: x, minY: y, maxX: x, maxY: y })
      .filter((shape) => isSized(shape) && shape.kind !== 'frame' && !isLocked(shape, context.view))
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

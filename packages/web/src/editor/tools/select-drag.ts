import {
  areaTakes,
  type Bounds,
  boundsBetween,
  boundsOfPoints,
  centreOf,
  type Point,
  type ProposedChange,
  rotateAbout,
  rotationOf,
  type ShapeId,
} from '@flowstate/engine'
import { duplicateChanges } from '../copy-shapes.ts'
import { moveDraft, moveTogether } from '../move-shapes.ts'
import {
  isLocked,
  movableShapes,
  outermostGroup,
  selectionBounds,
  stretchableShapes,
  withDescendants,
} from '../selection.ts'
import { isSnapping, snapping } from '../snapping/snapping.ts'
import { resizeChanges, resizedBox, rotateChanges } from '../transform-shapes.ts'
import { noDraft } from './draft.ts'
import { bendChange } from './drag-bend.ts'
import { endChange } from './drag-end.ts'
import { type Grip, idle, type SelectState } from './select-state.ts'
import type { PointerInput, ToolContext, ToolStep } from './tool.ts'
import { draftStep, quietStep } from './tool-step.ts'

type StateOf<Name extends SelectState['name']> = Extract<SelectState, { name: Name }>

const dragPixelsMin = 4
const rotateStep = Math.PI / 12

/** Whether a pointer has moved so far from a point of the screen that it means a drag. */
function isDragged({ x, y }: Point, { screen }: PointerInput): boolean {
  return Math.hypot(screen.x - x, screen.y - y) >= dragPixelsMin
}

function travel(origin: Point, event: PointerInput): { dx: number; dy: number } {
  const dx = event.point.x - origin.x
  const dy = event.point.y - origin.y
  if (!event.shift) return { dx, dy }
  return Math.abs(dx) >= Math.abs(dy) ? { dx, dy: 0 } : { dx: 0, dy }
}

function shifted({ minX, minY, maxX, maxY }: Bounds, { dx, dy }: { dx: number; dy: number }): Bounds {
  return { minX: minX + dx, minY: minY + dy, maxX: maxX + dx, maxY: maxY + dy }
}

/** The way a drag goes, and on to what it snaps to. */
function snappedTravel(state: StateOf<'moving'>, event: PointerInput, context: ToolContext) {
  const by = travel(state.origin, event)
  const snap = snapping.now()
  if (snap === null || state.box === null || !isSnapping(event, context)) return { state, by, guides: [] }
  const targets = state.targets ?? snap.snapTargets(state.box, context)
  const axes = event.shift ? { x: by.dx !== 0, y: by.dy !== 0 } : { x: true, y: true }
  const reach = snap.snapPixels / context.zoom
  const { dx, dy, guides } = snap.snapBox(shifted(state.box, by), { targets, reach, axes })
  return { state: { ...state, targets }, by: { dx: by.dx + dx, dy: by.dy + dy }, guides }
}

/** Where the dragged corner or side goes, in the frame's own coordinates. A turned frame lines up with nothing. */
function snappedHandle(state: StateOf<'resizing'>, event: PointerInput, context: ToolContext) {
  const local = rotateAbout(event.point, centreOf(state.box), -state.rotation)
  const to = { x: local.x + state.offset.x, y: local.y + state.offset.y }
  const snap = snapping.now()
  if (snap === null || state.rotation !== 0 || event.shift || !isSnapping(event, context))
    return { state, to, guides: [] }
  const targets = state.targets ?? snap.snapTargets(state.box, context)
  const { handle } = state
  const axes = { x: /[ew]/.test(handle), y: /[ns]/.test(handle) }
  const { dx, dy, guides } = snap.snapPoint(to, { targets, reach: snap.snapPixels / context.zoom, axes })
  return { state: { ...state, targets }, to: { x: to.x + dx, y: to.y + dy }, guides }
}

function resized(
  state: StateOf<'resizing'>,
  event: PointerInput,
  context: ToolContext,
): readonly ProposedChange[] {
  const shapes = stretchableShapes(context.selection, context.view)
  const { to } = snappedHandle(state, event, context)
  const onlyText = shapes.every((shape) => shape.kind === 'text') && state.handle.length === 2
  // Turned shapes among others cannot be stretched along the canvas' axes without being bent.
  const anyTurned = shapes.length > 1 && shapes.some((shape) => rotationOf(shape) !== 0)
  const box = resizedBox(state.box, {
    handle: state.handle,
    to,
    keepRatio: event.shift || onlyText || anyTurned,
    fromCentre: event.alt,
  })
  const { rotation, handle } = state
  return resizeChanges(shapes, { from: state.box, to: box, rotation, handle })
}

/** With Shift the frame stands at a multiple of 15 degrees, however it stood before. */
function rotated(
  state: StateOf<'rotating'>,
  event: PointerInput,
  context: ToolContext,
): readonly ProposedChange[] {
  const at = Math.atan2(event.point.y - state.centre.y, event.point.x - state.centre.x)
  const turned = state.rotation + at - state.from
  const rotation = event.shift ? Math.round(turned / rotateStep) * rotateStep : turned
  const turn = { centre: state.centre, angle: rotation - state.rotation }
  return rotateChanges(movableShapes(context.selection, context.view), turn, context.scene)
}

/** The changes a running transform stands for, on what is left of the selection. */
function transformed(state: Grip, event: PointerInput, context: ToolContext): readonly ProposedChange[] {
  switch (state.name) {
    case 'resizing':
      return resized(state, event, context)
    case 'rotating':
      return rotated(state, event, context)
    case 'pulling': {
      const change = endChange({ id: state.id, end: state.end }, event, context)
      return change === null ? [] : [change.change]
    }
    case 'bending': {
      const change = bendChange(state, event.point, context)
      return change === null ? [] : [change]
    }
  }
}

function copies(state: StateOf<'moving'>, by: { dx: number; dy: number }, context: ToolContext) {
  let used = 0
  const newShapeId = (): ShapeId => state.copyIds[used++] ?? context.newShapeId()
  return duplicateChanges(context.selection, context.view, { ...by, newShapeId, geometry: context.scene })
}

function moving(before: StateOf<'moving'>, event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  const { state, by, guides } = snappedTravel(before, event, context)
  if (!event.alt) {
    const shapes = movableShapes(context.selection, context.view)
    return draftStep<SelectState>(state, moveDraft(shapes, by, context.scene), { guides })
  }
  const count = withDescendants(context.selection, context.view).length
  const copyIds =
    state.copyIds.length >= count ? state.copyIds : Array.from({ length: count }, () => context.newShapeId())
  const next = { ...state, copyIds }
  return draftStep<SelectState>(
    next,
    { kind: 'changes', changes: copies(next, by, context).changes },
    { guides },
  )
}

function grasp(origin: Point, context: ToolContext): StateOf<'moving'> {
  const box = selectionBounds(context.selection, context.view, context.scene)
  return { name: 'moving', origin, copyIds: [], box, targets: null }
}

/** Points of a loop are so far apart, in CSS pixels: more would only cost. */
const loopPixels = 8

function withPoint(loop: readonly Point[], point: Point, apart: number): readonly Point[] {
  const last = loop[loop.length - 1]
  return last !== undefined && Math.hypot(point.x - last.x, point.y - last.y) < apart
    ? loop
    : [...loop, point]
}

function boxing(state: StateOf<'boxing'>, event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  const loop = state.loop === null ? null : withPoint(state.loop, event.point, loopPixels / context.zoom)
  const box = boundsOfPoints(loop ?? []) ?? boundsBetween(state.origin, event.point)
  const touched = (
    loop === null
      ? context.scene.shapesTouching(box)
      : context.scene.shapesIn(box).filter((shape) => areaTakes(shape, loop, context.scene))
  )
    .filter((shape) => shape.hidden !== true && !isLocked(shape, context.view))
    .map((shape) => outermostGroup(shape, context.view, context.enteredGroup).id)
  const ids = [...new Set([...state.kept, ...touched])]
  return {
    state: { ...state, loop },
    draft: noDraft,
    overlay: { box, ...(loop && { loop }) },
    effects: [{ type: 'select', ids }],
  }
}

export function drag(state: SelectState, event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  switch (state.name) {
    case 'idle':
      return quietStep(state)
    case 'pressing': {
      if (!isDragged(state.origin.screen, event) || context.readOnly) return quietStep(state)
      return moving(grasp(state.origin.point, context), event, context)
    }
    case 'gripping':
      return isDragged(state.origin, event) ? drag(state.grip, event, context) : quietStep(state)
    case 'moving':
      return moving(state, event, context)
    case 'boxing':
      return boxing(state, event, context)
    case 'pulling': {
      const change = endChange({ id: state.id, end: state.end }, event, context)
      if (change === null) return quietStep(idle)
      const overlay = change.targetId === null ? {} : { targetId: change.targetId }
      return draftStep(state, { kind: 'changes', changes: [change.change] }, overlay)
    }
    case 'resizing': {
      const { state: next, guides } = snappedHandle(state, event, context)
      return draftStep(next, { kind: 'changes', changes: resized(next, event, context) }, { guides })
    }
    case 'rotating':
    case 'bending':
      return draftStep(state, { kind: 'changes', changes: transformed(state, event, context) })
  }
}

function drop(state: StateOf<'moving'>, event: PointerInput, context: ToolContext): ToolStep<SelectState> {
  const { by } = snappedTravel(state, event, context)
  if (by.dx === 0 && by.dy === 0) return quietStep(idle)
  if (event.alt) {
    const { changes, selected } = copies(state, by, context)
    return quietStep(idle, { type: 'commit', changes, label: 'duplicate' }, { type: 'select', ids: selected })
  }
  const shapes = movableShapes(context.selection, context.view)
  const changes = moveTogether(shapes, by, context.scene)
  return changes.length === 0 ? quietStep(idle) : quietStep(idle, { type: 'commit', changes, label: 'move' })
}

const labels = {
  resizing: 'resize',
  rotating: 'rotate',
  pulling: 'edit arrow',
  bending: 'bend line',
} as const

export function release(
  state: SelectState,
  event: PointerInput,
  context: ToolContext,
): ToolStep<SelectState> {
  switch (state.name) {
    case 'idle':
    case 'boxing':
      return quietStep(idle)
    case 'pressing': {
      const { hitId, wasSelected, origin } = state
      if (hitId === null) return quietStep(idle, { type: 'select', ids: [] })
      if (origin.mod) return quietStep(idle, { type: 'open-link', at: origin.point })
      if (!wasSelected) return quietStep(idle)
      const ids = origin.shift ? [...context.selection].filter((id) => id !== hitId) : [hitId]
      return quietStep(idle, { type: 'select', ids })
    }
    case 'gripping':
      return isDragged(state.origin, event) ? release(state.grip, event, context) : quietStep(idle)
    case 'moving':
      return drop(state, event, context)
    case 'resizing':
    case 'rotating':
    case 'bending':
    case 'pulling': {
      const changes = transformed(state, event, context)
      const label = labels[state.name]
      return changes.length === 0 ? quietStep(idle) : quietStep(idle, { type: 'commit', changes, label })
    }
  }
}

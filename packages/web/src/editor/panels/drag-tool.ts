import type { Point } from '@flowstate/engine'
import { toCanvas } from '../camera.ts'
import { commit, type Editor, editText, newGesture, select, toolContext } from '../editor.ts'
import { noDraft, previewOf } from '../tools/draft.ts'
import { pointerInputAt } from '../tools/pointer-input-at.ts'
import type { ToolEffect } from '../tools/tool.ts'
import { isPlacedTool, type ToolId } from '../tools/tool-id.ts'
import { toolStarters } from '../tools/tool-registry.ts'

/** Pointer travel, in CSS pixels, that takes a tool out of the toolbar. */
const dragPixelsMin = 8
/** Half of a line that is dropped, in canvas units. */
const lineReach = 80

/** What a tool does with a click at a point; a line is drawn through it from left to right. */
export function dropOf(editor: Editor, tool: ToolId, at: Point): readonly ToolEffect[] {
  const reach = tool === 'line' || tool === 'arrow' ? lineReach : 0
  const running = toolStarters[tool]()
  const context = toolContext(editor)
  running.step({ type: 'down', clicks: 1, ...pointerInputAt(at.x - reach, at.y) }, context)
  return running.step({ type: 'up', ...pointerInputAt(at.x + reach, at.y) }, context).effects
}

function perform(editor: Editor, effect: ToolEffect): void {
  if (effect.type === 'commit') commit(editor, effect.changes, { label: effect.label })
  else if (effect.type === 'select') select(editor, effect.ids)
  else if (effect.type === 'edit-text') editText(editor, effect.id)
  else if (effect.type === 'new-text')
    editor.store.setState({ editing: { kind: 'new', id: editor.newShapeId(), at: effect.at } })
}

/** Puts the shape of a tool onto the canvas, with its middle at a point. */
export function dropTool(editor: Editor, tool: ToolId, at: Point): void {
  editor.store.setState({ tool: 'select' })
  for (const effect of dropOf(editor, tool, at)) perform(editor, effect)
}

function toolOf(target: EventTarget | null): ToolId | null {
  const named = target instanceof Element ? target.closest<HTMLElement>('[data-tool]')?.dataset.tool : null
  return named !== undefined && named !== null && isPlacedTool(named) ? named : null
}

/** Where on the canvas a pointer is; null beside it and over the islands. */
function canvasPointOf(editor: Editor, event: PointerEvent): Point | null {
  const stage = document.elementFromPoint(event.clientX, event.clientY)?.closest('[role="application"]')
  if (stage === null || stage === undefined) return null
  const { left, top } = stage.getBoundingClientRect()
  return toCanvas(editor.store.getState().camera, { x: event.clientX - left, y: event.clientY - top })
}

/**
 * Lets tools be dragged out of the toolbar: the shape goes along under the pointer and is made where it is let go.
 * @param started a tool has left the toolbar
 * @returns ends it
 */
export function attachToolDrag(editor: Editor, started: () => void): () => void {
  const { store, port } = editor
  let drag: { tool: ToolId; pointerId: number; from: Point; isOut: boolean; gesture: string } | null = null

  const show = (at: Point | null): void => {
    if (drag === null) return
    const made = at === null ? undefined : dropOf(editor, drag.tool, at).find(({ type }) => type === 'commit')
    const draft = made?.type === 'commit' ? ({ kind: 'changes', changes: made.changes } as const) : noDraft
    if (draft.kind === 'none' && store.getState().draft.kind === 'none') return
    store.setState({ draft })
    port.sendPreview(previewOf(draft, drag.gesture, 0))
  }
  const end = (): void => {
    show(null)
    drag = null
  }
  const onDown = (event: PointerEvent): void => {
    const tool = toolOf(event.target)
    if (tool === null || event.button !== 0 || store.getState().readOnly) return
    const { pointerId, clientX: x, clientY: y } = event
    drag = { tool, pointerId, from: { x, y }, isOut: false, gesture: newGesture() }
  }
  const onMove = (event: PointerEvent): void => {
    if (drag === null || event.pointerId !== drag.pointerId) return
    const { from } = drag
    if (!drag.isOut) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < dragPixelsMin) return
      drag.isOut = true
      started()
    }
    show(canvasPointOf(editor, event))
  }
  const onUp = (event: PointerEvent): void => {
    if (drag === null || event.pointerId !== drag.pointerId) return
    const { tool, isOut } = drag
    const at = isOut ? canvasPointOf(editor, event) : null
    end()
    if (at !== null) dropTool(editor, tool, at)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || drag?.isOut !== true) return
    event.stopPropagation()
    end()
  }

  document.addEventListener('pointerdown', onDown, { capture: true })
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', end)
  window.addEventListener('keydown', onKey, { capture: true })
  return () => {
    end()
    document.removeEventListener('pointerdown', onDown, { capture: true })
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', end)
    window.removeEventListener('keydown', onKey, { capture: true })
  }
}

import type { RestClient } from '@flowstate/client'
import { createTextRuler, type OperationId, type ProposedChange, type ShapeId } from '@flowstate/engine'
import { newShapeId, randomToken } from '../lib/random-id.ts'
import { visibleBounds } from './camera.ts'
import type { CanvasPort } from './canvas-port.ts'
import { createEditorStore, type EditorStore } from './editor-store.ts'
import { withoutEmptyGroups } from './empty-groups.ts'
import { inFrames } from './frames/frame-homes.ts'
import { withFreedArrows } from './freed-arrows.ts'
import { type CanvasImages, noCanvasImages } from './images/canvas-images.ts'
import type { TextMeasurer } from './measure-text.ts'
import { createRoughRuler } from './renderer/rough-ruler.ts'
import { createScene, type Scene } from './renderer/scene.ts'
import { livingIds } from './selection.ts'
import type { ToolContext } from './tools/tool.ts'

/** One open canvas in the editor: what tools, commands and panels work with. */
export interface Editor {
  readonly port: CanvasPort
  readonly store: EditorStore
  readonly scene: Scene
  readonly images: CanvasImages
  /** The server beside the live connection; null where there is none. */
  readonly rest: RestClient | null
  readonly newShapeId: () => ShapeId
  /** A font has arrived: text is measured anew. */
  forgetTextWidths(): void
}

export function createEditor(
  port: CanvasPort,
  measurer: TextMeasurer,
  { images = noCanvasImages, rest = null }: Partial<Pick<Editor, 'images' | 'rest'>> = {},
): Editor {
  const ruler = createTextRuler(measurer.measure)
  const roughRuler = createRoughRuler(measurer.measure)
  const scene = createScene(() => port.view(), ruler, roughRuler)
  scene.update('all')
  return {
    port,
    store: createEditorStore(),
    scene,
    images,
    rest,
    newShapeId,
    forgetTextWidths() {
      measurer.forget()
      ruler.reset()
      roughRuler.reset()
      scene.forgetWidths()
    },
  }
}

/** A new gesture name (UN10). */
export function newGesture(): string {
  return randomToken(12)
}

export function notify(editor: Editor, text: string): void {
  const id = (editor.store.getState().notice?.id ?? 0) + 1
  editor.store.setState({ notice: { text, id } })
}

/** Sends changes on their way; the id they go under, or null where a refusal was shown and nothing changed. */
export function dispatch(
  editor: Editor,
  changes: readonly ProposedChange[],
  options: { readonly label: string; readonly gesture?: string },
): OperationId | null {
  if (changes.length === 0 || editor.store.getState().readOnly) return null
  const view = editor.port.view()
  const framed = inFrames(withFreedArrows(changes, editor.scene), view, editor.scene)
  const result = editor.port.dispatch(withoutEmptyGroups(framed, view), options)
  if (result.ok) return result.value
  notify(editor, result.error.detail)
  return null
}

/** Sends changes on their way; a refusal is shown and changes nothing. */
export function commit(
  editor: Editor,
  changes: readonly ProposedChange[],
  options: { readonly label: string; readonly gesture?: string },
): boolean {
  return dispatch(editor, changes, options) !== null
}

export function select(editor: Editor, ids: Iterable<ShapeId>): void {
  const next = new Set(ids)
  const { selection } = editor.store.getState()
  if (next.size === selection.size && [...next].every((id) => selection.has(id))) return
  editor.store.setState({ selection: next })
}

/** Opens the field for the text of a shape, or for the name of a frame. */
export function editText(editor: Editor, id: ShapeId): void {
  const kind = editor.port.view().get(id)?.kind === 'frame' ? 'name' : 'shape'
  editor.store.setState({ editing: { kind, id } })
}

/** Drops what has died from the selection, so that no command works on ghosts. */
export function pruneSelection(editor: Editor): void {
  const { selection, enteredGroup, editing } = editor.store.getState()
  const view = editor.port.view()
  const living = livingIds(selection, view)
  if (living.length !== selection.size) select(editor, living)
  if (enteredGroup !== null && view.get(enteredGroup) === undefined)
    editor.store.setState({ enteredGroup: null })
  if (editing !== null && editing.kind !== 'new' && view.get(editing.id) === undefined)
    editor.store.setState({ editing: null })
}

export function toolContext(editor: Editor): ToolContext {
  const { selection, enteredGroup, camera, viewport, style, readOnly, snapping } = editor.store.getState()
  return {
    view: editor.port.view(),
    scene: editor.scene,
    selection,
    enteredGroup,
    zoom: camera.zoom,
    visible: visibleBounds(camera, viewport),
    snapping,
    style,
    readOnly,
    newShapeId: editor.newShapeId,
  }
}

import type { Cells, Point, SessionId, ShapeId } from '@flowstate/engine'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Camera, startCamera, type Viewport } from './camera.ts'
import type { PendingImage } from './images/pending-image.ts'
import { snappingPreference } from './snapping/snapping-preference.ts'
import { stickingStyle } from './sticking-style.ts'
import { type Draft, noDraft } from './tools/draft.ts'
import type { ToolOverlay } from './tools/tool.ts'
import type { ToolId } from './tools/tool-id.ts'

/** What is being typed: the text of a shape, a text that does not exist yet, or the name of a frame. */
export type TextEditing =
  /** With the caret behind the last letter where it goes on; else all that is there is typed over. */
  | { readonly kind: 'shape'; readonly id: ShapeId; readonly goesOn?: boolean }
  | { readonly kind: 'new'; readonly id: ShapeId; readonly at: Point }
  | { readonly kind: 'name'; readonly id: ShapeId }

/** A field with text in it: what it holds, and where the selections here and elsewhere are. */
export interface TypedHere {
  readonly id: ShapeId
  readonly text: string
  /** As the others are told. */
  readonly caret: readonly [version: number, start: number, end: number]
  /** Where an offset in the confirmed text is in the field. */
  place(offset: number): number
}

/** Dialogs of the editor: a new one is a file and a line in `panels/editor-dialogs.tsx`. */
export type DialogId = 'help' | 'palette' | 'export' | 'importReport' | 'link'

/** State of the interface. The canvas itself is not in here: nothing of this is ever saved to the log. */
export interface EditorState {
  readonly tool: ToolId
  /** A locked tool stays after use. */
  readonly toolLocked: boolean
  /** Whether gestures snap to other shapes. */
  readonly snapping: boolean
  readonly selection: ReadonlySet<ShapeId>
  readonly enteredGroup: ShapeId | null
  /** The sticking style of new shapes. */
  readonly style: Cells
  readonly camera: Camera
  readonly viewport: Viewport
  readonly editing: TextEditing | null
  /** The text being typed, as far as it concerns the others. */
  readonly typed: TypedHere | null
  readonly draft: Draft
  readonly overlay: ToolOverlay
  /** Pictures on their way to the server. */
  readonly pendingImages: readonly PendingImage[]
  readonly readOnly: boolean
  /** The dialog over everything, if one is open. */
  readonly dialog: DialogId | null
  /** Where the context menu is open, in CSS pixels from the stage's corner. */
  readonly contextMenu: Point | null
  /** The cells of a copied style. */
  readonly copiedStyle: Cells | null
  /** Where somebody has just asked to comment, until the comments take it up. */
  readonly commentSpot: { readonly from: Point; readonly to: Point } | null
  /** Whose view is shown here instead of an own one. */
  readonly following: SessionId | null
  /** What stands around the canvas: the islands, nothing, or a presentation of its frames. */
  readonly scenery: 'islands' | 'focus' | 'slides'
  /** Whether the search is open. */
  readonly finding: boolean
  readonly minimap: boolean
  /** Whether the list of layers is open. */
  readonly layers: boolean
  /** A short message for a moment, also read out. */
  readonly notice: { readonly text: string; readonly id: number } | null
}

/** All of it but where one looks, which moves with every frame of a pan. */
export type StillState = Omit<EditorState, 'camera'>

export interface EditorStore extends Omit<StoreApi<EditorState>, 'setState'> {
  setState(change: Partial<EditorState> | ((state: EditorState) => Partial<EditorState>)): void
  /** Hears of what is not the camera alone. */
  subscribeStill(listener: () => void): () => void
}

export function createEditorStore(): EditorStore {
  const store = createStore<EditorState>()(() => ({
    tool: 'select',
    toolLocked: false,
    snapping: snappingPreference.read(),
    selection: new Set(),
    enteredGroup: null,
    style: stickingStyle(),
    camera: startCamera,
    viewport: { width: 1, height: 1 },
    editing: null,
    typed: null,
    draft: noDraft,
    overlay: {},
    pendingImages: [],
    readOnly: false,
    dialog: null,
    contextMenu: null,
    copiedStyle: null,
    commentSpot: null,
    following: null,
    scenery: 'islands',
    finding: false,
    minimap: false,
    layers: false,
    notice: null,
  }))
  const { setState } = store
  const listeners = new Set<() => void>()
  store.subscribe((state, before) => {
    if (isMoveOfCamera(state, before)) return
    for (const listener of listeners) listener()
  })
  return {
    ...store,
    // Spread, and not assigned to a new object as the library does it: that costs far more where it is done once a frame.
    setState(change) {
      const state = store.getState()
      setState({ ...state, ...(typeof change === 'function' ? change(state) : change) }, true)
    },
    subscribeStill(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Whether nothing but the camera is another. */
function isMoveOfCamera(state: EditorState, before: EditorState): boolean {
  for (const key in state) {
    if (key !== 'camera' && state[key as keyof EditorState] !== before[key as keyof EditorState]) return false
  }
  return true
}

import type { SessionId } from '@flowstate/engine'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Editor } from '../editor.ts'
import { useEditor } from '../editor-context.ts'

/** What this person has made of somebody's asking everybody to follow. */
export interface Spotlit {
  /** Who asks; null while nobody does. */
  readonly asker: SessionId | null
  /** Their name, for when they are gone. */
  readonly name: string
  /** Following them began with their asking, and ends with it. */
  readonly isLed: boolean
  /** The person does not want to be asked any more. */
  readonly isDismissed: boolean
}

interface Gathering {
  /** Null until it was seen for the first time who is here. */
  readonly spotlit: Spotlit | null
  /** Whether the field at the cursor is open. */
  readonly isChatting: boolean
}

const gatherings = new WeakMap<Editor, StoreApi<Gathering>>()

/** The state of what people of a canvas do together; it comes late, and so has no place in the editor's own. */
export function gatheringOf(editor: Editor): StoreApi<Gathering> {
  const known = gatherings.get(editor)
  if (known !== undefined) return known
  const store = createStore<Gathering>()(() => ({ spotlit: null, isChatting: false }))
  gatherings.set(editor, store)
  return store
}

/** A part of that state; the component renders when it changes. */
export function useGathering<T>(selector: (state: Gathering) => T): T {
  return useStore(gatheringOf(useEditor()), selector)
}

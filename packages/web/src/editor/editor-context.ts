import type { ClientStatus } from '@flowstate/client'
import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Camera } from './camera.ts'
import type { Editor } from './editor.ts'
import type { StillState } from './editor-store.ts'

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (editor === null) throw new Error('No editor above this component')
  return editor
}

/** A part of the interface's state; the component renders when that part changes. Nobody is asked while only the camera moves. */
export function useEditorState<T>(selector: (state: StillState) => T): T {
  const { store } = useEditor()
  return useSyncExternalStore(store.subscribeStill, () => selector(store.getState()))
}

/** Where one looks; the component renders with every frame in which that moves. */
export function useCamera(): Camera {
  return useStore(useEditor().store, ({ camera }) => camera)
}

const never = () => () => undefined

/**
 * A number that grows with every change of the canvas: read what is needed from the view while rendering.
 * @param wanted false where nothing is shown of the canvas at the moment: others may change it hundreds of times a second
 */
export function useCanvasRevision(wanted = true): number {
  const { port } = useEditor()
  const revision = useRef(0)
  const subscribe = useCallback(
    (notify: () => void) =>
      port.subscribe({
        canvas() {
          revision.current += 1
          notify()
        },
      }),
    [port],
  )
  return useSyncExternalStore(wanted ? subscribe : never, () => revision.current)
}

/** Whether nothing has ever been on the canvas, as far as is known here; what was erased has been. */
export function useIsFresh(): boolean {
  const { port } = useEditor()
  const subscribe = useCallback((notify: () => void) => port.subscribe({ canvas: notify }), [port])
  return useSyncExternalStore(subscribe, () => port.version() === 0 && port.view().size === 0)
}

/**
 * A part of how the client stands with the server; the component renders when that part changes, and the status does so with
 * every edit.
 * @param partOf gives the same value while nothing of it has changed: a plain one, or an object of the status
 */
export function useStatusPart<T>(partOf: (status: ClientStatus) => T): T {
  const { port } = useEditor()
  const subscribe = useCallback((notify: () => void) => port.subscribe({ status: notify }), [port])
  return useSyncExternalStore(subscribe, () => partOf(port.status()))
}

/** The confirmed version of the canvas, as it moves. */
export function useVersion(): number {
  const { port } = useEditor()
  const subscribe = useCallback((listener: () => void) => port.subscribe({ canvas: listener }), [port])
  return useSyncExternalStore(subscribe, () => port.version())
}

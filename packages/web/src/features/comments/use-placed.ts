import type { Point } from '@flowstate/engine'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type Camera, toScreen, type Viewport } from '../../editor/camera.ts'
import { useEditor } from '../../editor/editor-context.ts'

/** Puts an element where a point of the canvas is on the screen. */
export type Put = (
  element: HTMLElement,
  at: Point,
  view: { readonly camera: Camera; readonly viewport: Viewport },
) => void

/** Keeps an element at a place on the canvas while camera and shapes move, without rendering anything anew. */
export function usePlaced(ref: RefObject<HTMLElement | null>, pointOf: () => Point, put: Put): void {
  const editor = useEditor()
  const latest = useRef({ pointOf, put })
  latest.current = { pointOf, put }
  useLayoutEffect(() => {
    const element = ref.current
    const { camera, viewport } = editor.store.getState()
    const now = latest.current
    if (element !== null) now.put(element, toScreen(camera, now.pointOf()), { camera, viewport })
  })
  useEffect(() => {
    let frameId: number | null = null
    const frame = (): void => {
      frameId = null
      const element = ref.current
      const { camera, viewport } = editor.store.getState()
      const now = latest.current
      if (element !== null) now.put(element, toScreen(camera, now.pointOf()), { camera, viewport })
    }
    const schedule = (): void => {
      frameId ??= requestAnimationFrame(frame)
    }
    const unsubscribeStore = editor.store.subscribe((state, before) => {
      if (
        state.camera !== before.camera ||
        state.viewport !== before.viewport ||
        state.draft !== before.draft
      )
        schedule()
    })
    const unsubscribePort = editor.port.subscribe({ canvas: schedule })
    // What is inside may grow, as messages do.
    const observer = new ResizeObserver(schedule)
    if (ref.current !== null) observer.observe(ref.current)
    return () => {
      if (frameId !== null) cancelAnimationFrame(frameId)
      unsubscribeStore()
      unsubscribePort()
      observer.disconnect()
    }
  }, [editor, ref])
}

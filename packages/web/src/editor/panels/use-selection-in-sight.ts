import { type RefObject, useLayoutEffect } from 'react'
import { useEditor } from '../editor-context.ts'
import { bringClear } from '../navigate/bring-clear.ts'

/** Whether the style sheets leave it to a button to open the panel. */
export function isOpenedByButton(opener: HTMLElement | null): boolean {
  return opener !== null && opener.offsetWidth > 0
}

/** A panel that a button opens lies over the canvas: what it is about comes out from below it, also when it spreads later. */
export function useSelectionInSight(of: {
  readonly panel: RefObject<HTMLElement | null>
  readonly opener: RefObject<HTMLElement | null>
  readonly folded: boolean
}): void {
  const editor = useEditor()
  const { panel, opener, folded } = of
  useLayoutEffect(() => {
    const { current } = panel
    if (folded || current === null || !isOpenedByButton(opener.current)) return
    let widest = 0
    const clear = (): void => {
      const { top, right, width } = current.getBoundingClientRect()
      // Nothing moves away under a finger.
      const isPressed = document.querySelector('[role="application"]:active') !== null
      if (width <= widest || isPressed) return
      widest = width
      const { viewport, selection } = editor.store.getState()
      const covered = width < viewport.width ? { left: right } : { bottom: viewport.height - top }
      bringClear(editor, [...selection], covered)
    }
    clear()
    const observer = new ResizeObserver(clear)
    observer.observe(current)
    return () => observer.disconnect()
  }, [editor, panel, opener, folded])
}

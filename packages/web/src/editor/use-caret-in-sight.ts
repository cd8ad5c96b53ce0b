import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { panBy } from './camera.ts'
import { useEditor } from './editor-context.ts'

/**
 * A caret that leaves the window makes the browser scroll what the field stands in, islands included. Here the view of the
 * canvas moves instead, by as much.
 */
export function useCaretInSight(isTyping: boolean): void {
  const { store } = useEditor()
  useEffect(() => {
    const surface = document.querySelector('main')
    if (surface === null || !isTyping) return
    const pan = (): void => {
      const { scrollLeft, scrollTop } = surface
      if (scrollLeft === 0 && scrollTop === 0) return
      surface.scrollTo(0, 0)
      store.setState(({ camera }) => ({ camera: panBy(camera, -scrollLeft, -scrollTop) }))
    }
    surface.addEventListener('scroll', pan)
    return () => {
      pan()
      surface.removeEventListener('scroll', pan)
    }
  }, [isTyping, store])
}

/** Space between the end of a text and the edge of the window, in CSS pixels. */
const edgePixels = 16

/**
 * The end of a growing text stays in the window while it is typed at. The browser looks for the caret before the field has its
 * new width.
 * @param grows whether lines are as long as what is typed
 */
export function useEndInSight(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  grows: boolean,
): void {
  const { store } = useEditor()
  useLayoutEffect(() => {
    const keep = (): void => {
      const { current } = field
      // The caret may come to the end of words that were there before it, or go into their middle.
      if (!grows || current === null || current.selectionEnd !== text.length) return
      const over = current.getBoundingClientRect().right + edgePixels - store.getState().viewport.width
      if (over > 0) store.setState(({ camera }) => ({ camera: panBy(camera, -over, 0) }))
    }
    keep()
    document.addEventListener('selectionchange', keep)
    // The words may become wider without a letter: their font arrives.
    const observer = new ResizeObserver(keep)
    if (field.current !== null) observer.observe(field.current)
    return () => {
      document.removeEventListener('selectionchange', keep)
      observer.disconnect()
    }
  }, [field, text, grows, store])
}

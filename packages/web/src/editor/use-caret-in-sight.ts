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

/** How much of the window the tools cover from below: the style sheet says it as what a scroller keeps free. */
function coveredBelow(field: Element): number {
  const surface = field.closest('main')
  return surface === null ? 0 : Number.parseFloat(getComputedStyle(surface).scrollPaddingBottom) || 0
}

/**
 * The end of a growing text stays in the window, and above the tools, while it is typed at. The browser looks for the caret before
 * the field has its new size.
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
      if (current === null || current.selectionEnd !== text.length) return
      const { right, bottom } = current.getBoundingClientRect()
      const { width, height } = store.getState().viewport
      const over = grows ? Math.max(0, right + edgePixels - width) : 0
      const under = Math.max(0, bottom + coveredBelow(current) - height)
      if (over > 0 || under > 0) store.setState(({ camera }) => ({ camera: panBy(camera, -over, -under) }))
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

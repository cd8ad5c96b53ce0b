import type { Point } from '@flowstate/engine'
import { roleAtLeast } from '@flowstate/protocol'
import { useEffect, useRef } from 'react'
import { useEditor, useStatusPart } from '../editor-context.ts'
import { ChatField } from './chat-field.tsx'
import { gatheringOf, useGathering } from './gathering-store.ts'

/** Keeps where one's own pointer was last over the canvas, and has the field there when it is asked for. */
export function CursorChat() {
  const editor = useEditor()
  const pointer = useRef<Point | null>(null)
  const isChatting = useGathering((state) => state.isChatting)
  const isAllowed = useStatusPart(({ you }) => roleAtLeast(you?.role ?? 'viewer', 'commenter'))

  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      const isOnCanvas =
        event.target instanceof Element && event.target.closest('[role="application"]') !== null
      if (isOnCanvas) pointer.current = { x: event.clientX, y: event.clientY }
    }
    // Before the field is put there.
    window.addEventListener('pointermove', onMove, { capture: true })
    return () => window.removeEventListener('pointermove', onMove, { capture: true })
  }, [])

  useEffect(() => {
    if (!isAllowed) gatheringOf(editor).setState({ isChatting: false })
  }, [editor, isAllowed])

  return isChatting && isAllowed ? <ChatField pointer={pointer} /> : null
}

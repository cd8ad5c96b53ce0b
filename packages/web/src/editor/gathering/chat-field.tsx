import { systemClientClock } from '@flowstate/client'
import type { Point } from '@flowstate/engine'
import { chatTextMax } from '@flowstate/protocol'
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { toCanvas } from '../camera.ts'
import { useEditor, useStatusPart } from '../editor-context.ts'
import styles from './chat-field.module.css'
import { type ChatSender, chatLine, createChatSender } from './chat-sender.ts'
import { gatheringOf } from './gathering-store.ts'

/** From the tip of the pointer, and from the edges of the window. */
const pixelsBeside = 14
const pixelsFromEdge = 8
const ownColour = '#4f5bd5'

const stage = (): HTMLElement | null => document.querySelector<HTMLElement>('[role="application"]')

/** A small field at one's own cursor: what is typed is seen at it by the others, for a while (PR2). */
export function ChatField({ pointer }: { readonly pointer: RefObject<Point | null> }) {
  const { t } = useTranslation()
  const editor = useEditor()
  const color = useStatusPart(({ you }) => you?.color) ?? ownColour
  const [line, setLine] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const sender = useRef<ChatSender | null>(null)
  /** Who opens the field from a dialog loses the focus to what had it before, once. */
  const hadFocusTaken = useRef(false)
  const isLeaving = useRef(false)

  const close = useCallback((): void => {
    isLeaving.current = true
    gatheringOf(editor).setState({ isChatting: false })
    if (document.activeElement === field.current) stage()?.focus()
  }, [editor])

  useEffect(() => {
    const speech = createChatSender({
      clock: systemClientClock,
      send: (chat) => editor.port.setPresence({ chat }),
      idle: close,
    })
    sender.current = speech
    return () => speech.end()
  }, [editor, close])

  useLayoutEffect(() => {
    const { store, port } = editor
    const element = field.current
    if (element === null) return
    const { width, height } = store.getState().viewport
    const start = pointer.current ?? { x: width / 2, y: height / 2 }
    pointer.current = start

    const within = (at: number, size: number, room: number) =>
      Math.max(pixelsFromEdge, Math.min(at + pixelsBeside, room - size - pixelsFromEdge))
    const place = (): void => {
      const { viewport } = store.getState()
      const { x, y } = pointer.current ?? start
      const left = within(x, element.offsetWidth, viewport.width)
      element.style.transform = `translate(${left}px, ${within(y, element.offsetHeight, viewport.height)}px)`
    }
    // The words stand where the others see the cursor: there has to be one, and it goes along with the view.
    const tellCursor = (): void => {
      const { x, y } = toCanvas(store.getState().camera, pointer.current ?? start)
      port.sendCursor(x, y)
    }
    const unsubscribe = store.subscribe((state, before) => {
      if (state.camera !== before.camera) tellCursor()
    })
    const onDown = (): void => {
      isLeaving.current = true
    }
    window.addEventListener('pointermove', place)
    window.addEventListener('pointerdown', onDown, { capture: true })
    tellCursor()
    place()
    element.focus({ preventScroll: true })
    return () => {
      unsubscribe()
      window.removeEventListener('pointermove', place)
      window.removeEventListener('pointerdown', onDown, { capture: true })
    }
  }, [editor, pointer])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Tab') isLeaving.current = true
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault()
      close()
    }
  }
  const onBlur = (): void => {
    if (!document.hasFocus()) return
    if (isLeaving.current || hadFocusTaken.current) close()
    else {
      hadFocusTaken.current = true
      queueMicrotask(() => field.current?.focus({ preventScroll: true }))
    }
  }

  const placeholder = t('chat.placeholder')
  return (
    <input
      ref={field}
      className={styles.field}
      style={{ borderColor: color }}
      aria-label={t('chat.label')}
      placeholder={placeholder}
      size={Math.max(placeholder.length, line.length + 1)}
      maxLength={chatTextMax}
      dir="auto"
      autoComplete="off"
      enterKeyHint="done"
      spellCheck={false}
      value={line}
      onChange={(event) => {
        const next = chatLine(event.target.value)
        setLine(next)
        sender.current?.say(next)
      }}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  )
}

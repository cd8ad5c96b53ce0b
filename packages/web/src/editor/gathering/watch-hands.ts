import type { Editor } from '../editor.ts'
import { isElsewhere } from '../keyboard-input.ts'

/** Whether the person is in the middle of something. */
export interface Hands {
  /** A finger, pen or button is down, or a text of the canvas is being typed: the view may not move underneath. */
  areFull(): boolean
  /** Besides: a field, dialog, menu or presentation has their eyes. */
  areBusy(): boolean
  /** Calls back whenever hands that were full are free. */
  whenFree(listener: () => void): () => void
  stop(): void
}

export function watchHands({ store }: Editor): Hands {
  const pressed = new Set<number>()
  const listeners = new Set<() => void>()
  const areFull = (): boolean => pressed.size > 0 || store.getState().editing !== null
  const tellFree = (): void => {
    if (!areFull()) for (const listener of listeners) listener()
  }

  const onDown = (event: PointerEvent): void => void pressed.add(event.pointerId)
  const onUp = (event: PointerEvent): void => {
    if (pressed.delete(event.pointerId)) tellFree()
  }
  // Let go where nobody could hear of it, outside the window.
  const onMove = (event: PointerEvent): void => {
    if (event.buttons === 0) onUp(event)
  }
  const unsubscribe = store.subscribe((state, before) => {
    if (state.editing === null && before.editing !== null) tellFree()
  })
  const capture = { capture: true } as const
  window.addEventListener('pointerdown', onDown, capture)
  window.addEventListener('pointermove', onMove, capture)
  // After the gesture has heard of it.
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', onUp)

  return {
    areFull,
    areBusy() {
      const { dialog, contextMenu, scenery } = store.getState()
      const looksElsewhere = dialog !== null || contextMenu !== null || scenery === 'slides'
      return areFull() || looksElsewhere || isElsewhere(document.activeElement)
    },
    whenFree(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      unsubscribe()
      window.removeEventListener('pointerdown', onDown, capture)
      window.removeEventListener('pointermove', onMove, capture)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', onUp)
    },
  }
}

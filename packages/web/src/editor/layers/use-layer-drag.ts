import { isContainerKind, type ShapeId } from '@flowstate/engine'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { commit } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import { type DropMark, dropMark, moveChanges, spotOf } from './layer-moves.ts'

/** Pointer travel, in CSS pixels, that takes a row out of the list. */
const dragPixelsMin = 5
/** So near to its ends, in CSS pixels, the list scrolls. */
const edgePixels = 24
const scrollPixels = 12

interface Drop {
  readonly id: ShapeId
  readonly mark: DropMark
}

function rowAt(list: HTMLElement, y: number): { readonly id: ShapeId; readonly share: number } | null {
  for (const row of list.querySelectorAll<HTMLElement>('[data-shape]')) {
    const { top, bottom, height } = row.getBoundingClientRect()
    if (y >= top && y < bottom) return { id: row.dataset.shape as ShapeId, share: (y - top) / height }
  }
  return null
}

function scrollNearEnds(list: HTMLElement, y: number): void {
  const { top, bottom } = list.getBoundingClientRect()
  if (y < top + edgePixels) list.scrollTop -= scrollPixels
  else if (y > bottom - edgePixels) list.scrollTop += scrollPixels
}

/**
 * Lets rows of the list be dragged to another place, several where they are selected together. A mouse takes a row by its
 * name; a finger scrolls there, and takes it by its grip.
 */
export function useLayerDrag(folded: ReadonlySet<ShapeId>) {
  const editor = useEditor()
  const pressed = useRef<{ readonly id: ShapeId; readonly y: number } | null>(null)
  const [moving, setMoving] = useState<ReadonlySet<ShapeId> | null>(null)
  const [drop, setDrop] = useState<Drop | null>(null)
  const end = (): void => {
    pressed.current = null
    setMoving(null)
    setDrop(null)
  }

  useEffect(() => {
    if (moving === null) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      pressed.current = null
      setMoving(null)
      setDrop(null)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [moving])

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const { target, pointerType, button, clientY } = event
    if (!(target instanceof Element) || button !== 0 || editor.store.getState().readOnly) return
    const hold = target.closest(pointerType === 'touch' ? '[data-grip]' : '[data-grip], [data-name]')
    const id = hold?.closest<HTMLElement>('[data-shape]')?.dataset.shape
    if (id !== undefined) pressed.current = { id: id as ShapeId, y: clientY }
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const from = pressed.current
    const { currentTarget: list, clientY } = event
    if (from === null) return
    if (moving === null) {
      if (Math.abs(clientY - from.y) < dragPixelsMin) return
      // From here on the press is no click on the name any more.
      list.setPointerCapture(event.pointerId)
      const { selection } = editor.store.getState()
      setMoving(selection.has(from.id) ? selection : new Set([from.id]))
      return
    }
    scrollNearEnds(list, clientY)
    const view = editor.port.view()
    const over = rowAt(list, clientY)
    const shape = over === null ? undefined : view.get(over.id)
    if (over === null || shape === undefined) return
    const isOpen = isContainerKind(shape.kind) && !folded.has(shape.id) && view.children(shape.id).length > 0
    const mark = dropMark(shape, over.share, isOpen)
    const isPossible = moveChanges(moving, spotOf(shape, mark, view), view).length > 0
    setDrop(isPossible ? { id: shape.id, mark } : null)
  }
  const onPointerUp = (): void => {
    const view = editor.port.view()
    const shape = drop === null ? undefined : view.get(drop.id)
    if (moving !== null && drop !== null && shape !== undefined)
      commit(editor, moveChanges(moving, spotOf(shape, drop.mark, view), view), { label: 'order' })
    end()
  }
  return { moving, drop, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: end } }
}

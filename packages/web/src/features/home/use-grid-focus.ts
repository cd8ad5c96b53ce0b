import type { CanvasId } from '@flowstate/engine'
import type { Canvas } from '@flowstate/protocol'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { columnsOf, moveInGrid } from './grid-moves.ts'

export interface GridFocus {
  /** The canvas the tab key leads to: where the focus was last, or the first. */
  readonly reachable: CanvasId | undefined
  canvasOf(target: EventTarget): Canvas | null
  boxOf(id: CanvasId): DOMRect | null
  /** Takes the focus where a key leads; false when it leads nowhere. */
  move(key: string, from: Canvas): boolean
  follow(target: EventTarget): void
  focusCard(id: CanvasId): void
  /** After the next change of the list the focus is on this canvas, or on the one that took its place. */
  keep(id: CanvasId): void
}

/** One stop for the tab key, arrows inside, and a focus that survives changes of the list. */
export function useGridFocus(
  list: RefObject<HTMLUListElement | null>,
  canvases: readonly Canvas[],
): GridFocus {
  const [last, setLast] = useState<CanvasId | null>(null)
  const [wanted, setWanted] = useState<{ readonly id: CanvasId; readonly index: number } | null>(null)
  const known = useRef(canvases)
  known.current = canvases

  const cardOf = useCallback(
    (id: CanvasId) => list.current?.querySelector(`[data-canvas="${id}"]`) ?? null,
    [list],
  )
  const focusCard = useCallback(
    (id: CanvasId) => cardOf(id)?.querySelector<HTMLElement>('[data-canvas-link]')?.focus(),
    [cardOf],
  )
  const keep = useCallback((id: CanvasId) => {
    setWanted({ id, index: known.current.findIndex((one) => one.id === id) })
  }, [])

  useLayoutEffect(() => {
    if (wanted === null) return
    const active = document.activeElement
    // Whoever has gone elsewhere by themselves is not called back.
    const free = active === null || active === document.body || list.current?.contains(active) === true
    const there = canvases.some(({ id }) => id === wanted.id)
    const next = there ? wanted.id : canvases[Math.min(Math.max(0, wanted.index), canvases.length - 1)]?.id
    if (free && next !== undefined) focusCard(next)
    if (!free || !there) setWanted(null)
  }, [wanted, canvases, focusCard, list])

  const canvasOf = (target: EventTarget): Canvas | null => {
    const card = target instanceof Element ? target.closest('[data-canvas]') : null
    const id = card?.getAttribute('data-canvas')
    return canvases.find((one) => one.id === id) ?? null
  }
  return {
    reachable: canvases.some(({ id }) => id === last) ? (last ?? undefined) : canvases[0]?.id,
    canvasOf,
    boxOf: (id) => cardOf(id)?.getBoundingClientRect() ?? null,
    move(key, from) {
      if (list.current === null) return false
      const place = {
        index: canvases.indexOf(from),
        count: canvases.length,
        columns: columnsOf(list.current),
      }
      const next = moveInGrid(key, place)
      const target = next === null ? undefined : canvases[next]
      if (target !== undefined) focusCard(target.id)
      return target !== undefined
    },
    follow(target) {
      const canvas = canvasOf(target)
      if (canvas === null) return
      setLast(canvas.id)
      setWanted((before) => (before === null || before.id === canvas.id ? before : null))
    },
    focusCard,
    keep,
  }
}

import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { moveInGrid } from '../home/grid-moves.ts'

interface Spot {
  readonly row: number
  readonly column: number
}

function focusAt(list: Element | null, { row, column }: Spot): void {
  const buttons = [...(list?.children[row]?.querySelectorAll('button') ?? [])]
  buttons[Math.min(column, buttons.length - 1)]?.focus()
}

/**
 * Arrow keys, Home and End in a list of rows with buttons: up and down to the same button of another row, left and right
 * within the row. When the row with the focus goes, the one that took its place has it.
 * @param count rows there are
 */
export function useRowKeys(
  list: RefObject<HTMLUListElement | null>,
  count: number,
): (event: KeyboardEvent) => void {
  const last = useRef<Spot | null>(null)

  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body
    if (isLost && last.current !== null && count > 0)
      focusAt(list.current, { ...last.current, row: Math.min(last.current.row, count - 1) })
  }, [count, list])

  return (event) => {
    const { target } = event
    const rows = [...(list.current?.children ?? [])]
    const row = rows.findIndex((one) => target instanceof Element && one.contains(target))
    const buttons = [...(rows[row]?.querySelectorAll('button') ?? [])]
    const column = target instanceof HTMLButtonElement ? buttons.indexOf(target) : -1
    if (column < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    last.current = { row, column }
    const sideways = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    const nextRow = moveInGrid(event.key, { index: row, count: rows.length, columns: 1 })
    if (sideways === 0 && nextRow === null) return
    event.preventDefault()
    const next =
      sideways === 0 ? { row: nextRow ?? row, column } : { row, column: Math.max(0, column + sideways) }
    last.current = next
    focusAt(list.current, next)
  }
}

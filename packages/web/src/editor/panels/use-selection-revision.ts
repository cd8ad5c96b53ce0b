import type { ShapeId } from '@flowstate/engine'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { useEditor } from '../editor-context.ts'
import { concernsSelection } from './concerns-selection.ts'

/**
 * A number that grows with every change of what is selected, of what is in it and of what it is in. Others may change the rest
 * of the canvas hundreds of times a second: that says nothing about the selection.
 */
export function useSelectionRevision(selection: ReadonlySet<ShapeId>): number {
  const { port } = useEditor()
  const revision = useRef(0)
  const subscribe = useCallback(
    (notify: () => void) => {
      if (selection.size === 0) return () => undefined
      const concerns = concernsSelection(selection, () => port.view())
      return port.subscribe({
        canvas(changed) {
          if (!concerns(changed)) return
          revision.current += 1
          notify()
        },
      })
    },
    [port, selection],
  )
  return useSyncExternalStore(subscribe, () => revision.current)
}

import type { Editor } from '../editor.ts'
import { isLocked } from '../selection.ts'
import { boxToolIds } from '../tools/tool-id.ts'

/** Kinds that are turned into each other, in this order: closed outlines with a label, all of the same cells. */
export const convertibleKinds = boxToolIds.slice(0, -2) as readonly Exclude<
  (typeof boxToolIds)[number],
  'note' | 'frame'
>[]

const kinds: ReadonlySet<string> = new Set(convertibleKinds)

/** Whether all that is selected can become shapes of another kind. */
export function canConvert({ store, port }: Editor): boolean {
  const { selection, readOnly } = store.getState()
  const view = port.view()
  return (
    selection.size > 0 &&
    !readOnly &&
    [...selection].every((id) => {
      const shape = view.get(id)
      return shape !== undefined && kinds.has(shape.kind) && !isLocked(shape, view)
    })
  )
}

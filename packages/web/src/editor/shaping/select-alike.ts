import { type CellValue, cellDefault, kindHasCell, type Shape } from '@flowstate/engine'
import { type Editor, select } from '../editor.ts'
import { isLocked, outermostGroup } from '../selection.ts'

/** What makes two shapes look the same; sizes, fonts and ends of arrows do not count. */
const lookCells = ['stroke', 'fill', 'fillStyle', 'strokeWidth', 'dash', 'opacity'] as const

function look(shape: Shape): string {
  const values = lookCells.map((cell): CellValue | null => {
    if (!kindHasCell(shape.kind, cell)) return null
    return shape[cell] ?? cellDefault(shape.kind, cell) ?? null
  })
  return JSON.stringify(values)
}

/** Whether selecting everything of a sort takes a shape: what is locked, hidden or in a group stays out. */
export function isPickable({ store, port }: Editor, shape: Shape): boolean {
  const view = port.view()
  // What is in a group is picked only by those who have gone into it.
  const picked = outermostGroup(shape, view, store.getState().enteredGroup)
  return shape.hidden !== true && !isLocked(shape, view) && picked.id === shape.id
}

/** Selects every shape that is like one of those selected: of the same kind, or of the same look. */
export function selectAlike(editor: Editor, by: 'kind' | 'style'): void {
  const { selection } = editor.store.getState()
  const view = editor.port.view()
  const traitOf = by === 'kind' ? (shape: Shape) => shape.kind : look
  const wanted = new Set([...selection].flatMap((id) => (view.get(id) ?? []) as Shape | []).map(traitOf))
  const found = [...view.shapes()].filter(
    (shape) =>
      wanted.has(traitOf(shape)) && (by === 'kind' || shape.kind !== 'group') && isPickable(editor, shape),
  )
  if (found.length > 0)
    select(
      editor,
      found.map(({ id }) => id),
    )
}

import {
  bindingOf,
  type CellValue,
  kindHasCell,
  type ProposedChange,
  type Shape,
  type ShapeId,
  structuralKeys,
} from '@flowstate/engine'
import i18next from 'i18next'
import { commit, type Editor, notify, select } from '../editor.ts'
import { livingIds } from '../selection.ts'
import { newShape } from '../tools/new-shape.ts'
import { convertibleKinds } from './convertible-kinds.ts'

type Convertible = (typeof convertibleKinds)[number]

function kindAfter(kind: string, direction: 1 | -1): Convertible {
  const count = convertibleKinds.length
  const at = (convertibleKinds as readonly string[]).indexOf(kind)
  return convertibleKinds[(at + direction + count) % count] as Convertible
}

/** The cells of a shape that another kind has, too. */
function cellsFor(kind: string, shape: Shape): { readonly [cell: string]: CellValue } {
  const cells: { [cell: string]: CellValue } = {}
  for (const [cell, value] of Object.entries(shape))
    if (!structuralKeys.has(cell) && value !== null && kindHasCell(kind, cell)) cells[cell] = value
  return cells
}

/**
 * The changes that make shapes of the next kind of some, where they are: place, order, look, label and what is tied to them stay.
 * The log never gives a shape another kind (OP3), so each is a new shape in the stead of the old one.
 */
function conversion(editor: Editor, shapes: readonly Shape[], kind: Convertible) {
  const view = editor.port.view()
  const ids = new Map<ShapeId, ShapeId>(shapes.map((shape) => [shape.id, editor.newShapeId()]))
  const creates = shapes.map((shape): ProposedChange => {
    const made = newShape({ id: ids.get(shape.id) ?? shape.id, kind, cells: cellsFor(kind, shape) }, {})
    return {
      kind: 'create',
      shape: { ...made, parentId: view.effectiveParent(shape) },
      at: { after: shape.id },
    }
  })
  const arrows = new Set(shapes.flatMap((shape) => [...editor.scene.arrowsBoundTo(shape.id)]))
  const ties = [...arrows].flatMap((id): ProposedChange[] => {
    const arrow = view.get(id)
    const set: { [cell: string]: CellValue } = {}
    for (const end of ['start', 'end'] as const) {
      const binding = arrow === undefined ? null : bindingOf(arrow, end)
      const shapeId = binding === null ? undefined : ids.get(binding.shapeId)
      if (binding !== null && shapeId !== undefined) set[end] = { shapeId, anchor: [...binding.anchor] }
    }
    return [{ kind: 'update', id, set }]
  })
  const changes: readonly ProposedChange[] = [...creates, ...ties, { kind: 'delete', ids: [...ids.keys()] }]
  return { changes, made: [...ids.values()] }
}

/** What is selected becomes shapes of the kind after, or before, that of the first of them, and stays selected. */
export function convertSelection(editor: Editor, direction: 1 | -1): void {
  const view = editor.port.view()
  const shapes = livingIds(editor.store.getState().selection, view).flatMap((id) => view.get(id) ?? [])
  const [first] = shapes
  if (first === undefined) return
  const kind = kindAfter(first.kind, direction)
  const { changes, made } = conversion(editor, shapes, kind)
  if (!commit(editor, changes, { label: 'convert' })) return
  select(editor, made)
  notify(editor, i18next.t(`shape.${kind}`))
}

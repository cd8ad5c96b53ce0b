import type { CellValue, Point, ProposedChange, ShapeId } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { newShape } from '../tools/new-shape.ts'
import { linkIn } from './read-link.ts'

/** Shapes made of what was pasted. */
export interface PastedShapes {
  readonly changes: readonly ProposedChange[]
  readonly selected: readonly ShapeId[]
  readonly label: string
}

/** Longer text breaks its lines, at this width in canvas units. */
const longText = { charactersMin: 60, width: 480 } as const

/** Text as a shape of its own; a link stays one and can be opened from it. */
export function pastedText(editor: Editor, text: string, at: Point): PastedShapes {
  const id = editor.newShapeId()
  const link = linkIn(text)
  const cells: { [cell: string]: CellValue } = {
    position: [at.x, at.y],
    text: link === null ? text.replace(/\r\n?/g, '\n') : text.trim(),
  }
  if (link !== null) Object.assign(cells, { link, textColor: 'blue' })
  if (text.length > longText.charactersMin) cells.width = longText.width
  const shape = newShape({ id, kind: 'text', cells }, editor.store.getState().style)
  return {
    changes: [{ kind: 'create', shape }],
    selected: [id],
    label: link === null ? 'paste text' : 'paste link',
  }
}

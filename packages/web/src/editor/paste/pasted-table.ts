import { type Cells, labelPadding, type Point, type ProposedChange } from '@flowstate/engine'
import type { Editor } from '../editor.ts'
import { shapeFromProposal } from '../tools/draft.ts'
import { newShape } from '../tools/new-shape.ts'
import type { PastedShapes } from './pasted-text.ts'
import type { Table } from './read-table.ts'

/** Widths of columns, and heights of rows, in canvas units. */
const columnMin = 96
const columnMax = 320
const rowMin = 48
const room = labelPadding * 2 + 8

/** How large a text is, broken at a width where one is given. */
export function sizeOfText(editor: Editor, text: string, width?: number): { width: number; height: number } {
  const cells: Cells = { position: [0, 0], text, ...(width === undefined ? {} : { width }) }
  const shape = newShape({ id: editor.newShapeId(), kind: 'text', cells }, editor.store.getState().style)
  return editor.scene.ruler.layout(shapeFromProposal(shape))
}

/** Where parts of these lengths begin when they stand one after the other, and where the last of them ends. */
function starts(lengths: readonly number[]): readonly number[] {
  const all = [0]
  for (const length of lengths) all.push((all[all.length - 1] ?? 0) + length)
  return all
}

/** A table as a grid of rectangles with labels, grouped, with its middle at a point. */
export function pastedTable(editor: Editor, table: Table, at: Point): PastedShapes {
  const { style } = editor.store.getState()
  const widths = (table[0] ?? []).map((_, column) => {
    const widest = Math.max(...table.map((row) => sizeOfText(editor, row[column] ?? '').width))
    return Math.round(Math.min(columnMax, Math.max(columnMin, widest + room)))
  })
  const heights = table.map((row) => {
    const highest = Math.max(
      ...row.map((text, column) => sizeOfText(editor, text, (widths[column] ?? columnMax) - room).height),
    )
    return Math.round(Math.max(rowMin, highest + room))
  })
  const lefts = starts(widths)
  const tops = starts(heights)
  const left = Math.round(at.x - (lefts[widths.length] ?? 0) / 2)
  const top = Math.round(at.y - (tops[heights.length] ?? 0) / 2)
  const group = editor.newShapeId()
  const cells = table.flatMap((row, y) =>
    row.map((text, x): ProposedChange => {
      const shape = newShape(
        {
          id: editor.newShapeId(),
          kind: 'rectangle',
          cells: {
            position: [left + (lefts[x] ?? 0), top + (tops[y] ?? 0)],
            size: [widths[x] ?? columnMin, heights[y] ?? rowMin],
            corner: 0,
            ...(text === '' ? {} : { text }),
          },
        },
        style,
      )
      return { kind: 'create', shape: { ...shape, parentId: group } }
    }),
  )
  return {
    changes: [{ kind: 'create', shape: { id: group, kind: 'group' } }, ...cells],
    selected: [group],
    label: 'paste table',
  }
}

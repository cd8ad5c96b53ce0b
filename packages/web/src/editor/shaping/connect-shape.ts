import {
  type Bounds,
  boundsHeight,
  boundsIntersect,
  boundsWidth,
  type CellValue,
  centreOf,
  expandBounds,
  isSized,
  localBounds,
  type ProposedChange,
  type Shape,
  structuralKeys,
} from '@flowstate/engine'
import { commit, type Editor, editText, select } from '../editor.ts'
import { placedPoints } from '../tools/linear-tool.ts'
import { newShape } from '../tools/new-shape.ts'
import { bringIntoSight } from '../walk-shapes.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Room for the arrow between a shape and the one it leads to, and between those side by side. Canvas units. */
const gap = 96
const sideGap = 40
const triesMax = 12

/** What a shape says and where it is are its own; how it looks goes on. */
const ownCells: ReadonlySet<string> = new Set([
  'position',
  'rotation',
  'text',
  'link',
  'name',
  'locked',
  'tail',
])

const steps: { readonly [Name in Direction]: readonly [number, number] } = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

function moved(box: Bounds, dx: number, dy: number): Bounds {
  return { minX: box.minX + dx, minY: box.minY + dy, maxX: box.maxX + dx, maxY: box.maxY + dy }
}

/** The next free place in a direction: straight ahead, else beside it, ever further to both sides. */
function freePlace(editor: Editor, box: Bounds, direction: Direction): Bounds {
  const [dx, dy] = steps[direction]
  const ahead = moved(box, dx * (boundsWidth(box) + gap), dy * (boundsHeight(box) + gap))
  const isTaken = (place: Bounds) =>
    editor.scene
      .shapesIn(place)
      .some(
        (shape) =>
          isSized(shape) &&
          shape.kind !== 'frame' &&
          boundsIntersect(localBounds(shape, editor.scene), expandBounds(place, -1)),
      )
  for (let i = 0; i < triesMax; i++) {
    const aside = Math.ceil(i / 2) * (i % 2 === 0 ? -1 : 1)
    const place = moved(
      ahead,
      Math.abs(dy) * aside * (boundsWidth(box) + sideGap),
      Math.abs(dx) * aside * (boundsHeight(box) + sideGap),
    )
    if (!isTaken(place)) return place
  }
  return ahead
}

/** The one shape that is selected, where another can be tied to it. */
export function connectable({ store, port }: Editor): Shape | null {
  const [id, ...others] = store.getState().selection
  const shape = id === undefined ? undefined : port.view().get(id)
  if (shape === undefined || others.length > 0) return null
  return isSized(shape) && shape.kind !== 'frame' && shape.kind !== 'image' ? shape : null
}

/** Draws another shape like the one that is selected beside it, with an arrow to it, and starts its label. */
export function connectShape(editor: Editor, direction: Direction): void {
  const source = connectable(editor)
  if (source === null) return
  const box = localBounds(source, editor.scene)
  const place = freePlace(editor, box, direction)
  const cells: { [cell: string]: CellValue } = {
    position: [place.minX, place.minY],
  }
  for (const [cell, value] of Object.entries(source))
    if (!structuralKeys.has(cell) && !ownCells.has(cell) && value !== null) cells[cell] = value
  const parentId = editor.port.view().effectiveParent(source)
  const id = editor.newShapeId()
  const arrowId = editor.newShapeId()
  const middle = [0.5, 0.5]
  const arrow = newShape(
    {
      id: arrowId,
      kind: 'arrow',
      cells: {
        ...placedPoints([centreOf(box), centreOf(place)]),
        start: { shapeId: source.id, anchor: middle },
        end: { shapeId: id, anchor: middle },
      },
    },
    editor.store.getState().style,
  )
  const changes: readonly ProposedChange[] = [
    { kind: 'create', shape: { id, kind: source.kind, parentId, ...cells } },
    { kind: 'create', shape: { ...arrow, parentId } },
  ]
  if (!commit(editor, changes, { label: 'connect' })) return
  select(editor, [id])
  bringIntoSight(editor, id)
  editText(editor, id)
}

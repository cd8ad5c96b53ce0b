import {
  boundsAroundBox,
  type CanvasState,
  type Cells,
  labelPadding,
  type ProposedChange,
  rotationOf,
  type Shape,
  stringCell,
  type TextRuler,
} from '@flowstate/engine'
import { resizeChanges } from './transform-shapes.ts'

/**
 * The cells that make a note as high as its words need; null where it is. Its upper side stays, and nothing makes a note smaller
 * but a person.
 */
export function cellsForWords(shape: Shape, ruler: TextRuler): Cells | null {
  if (shape.kind !== 'note' || stringCell(shape, 'text', '') === '') return null
  const from = boundsAroundBox(shape)
  const maxY = from.minY + Math.ceil(ruler.layout(shape).height + labelPadding * 2)
  if (maxY <= from.maxY) return null
  const rotation = rotationOf(shape)
  const [change] = resizeChanges([shape], { from, to: { ...from, maxY }, rotation, handle: 's' })
  if (change?.kind !== 'update' || change.set === undefined) return null
  const { position: _, ...upright } = change.set
  // Upright it stays where it is, wherever somebody may move it meanwhile.
  return rotation === 0 ? upright : change.set
}

/** Changes of notes, with the room their words need after them. */
export function withRoomForWords(
  changes: readonly ProposedChange[],
  view: CanvasState,
  ruler: TextRuler,
): readonly ProposedChange[] {
  return changes.map((change) => {
    const shape = change.kind === 'update' ? view.get(change.id) : undefined
    if (change.kind !== 'update' || shape === undefined) return change
    const room = cellsForWords({ ...shape, ...change.set }, ruler)
    return room === null ? change : { ...change, set: { ...change.set, ...room } }
  })
}

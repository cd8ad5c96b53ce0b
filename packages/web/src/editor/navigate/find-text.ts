import { type CanvasState, type Shape, type ShapeId, stringCell } from '@flowstate/engine'

const marks = /\p{M}+/gu

/** Text as it is compared: without case and accents, every run of white space one space. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(marks, '').toLowerCase().replace(/\s+/g, ' ')
}

const searchedCells = ['text', 'name', 'alt'] as const

function says(shape: Shape, wanted: string): boolean {
  return searchedCells.some((cell) => folded(stringCell(shape, cell, '')).includes(wanted))
}

/** Shapes whose text, name or description says it, in no order. An empty question finds nothing. */
export function findText(view: CanvasState, question: string): readonly ShapeId[] {
  const wanted = folded(question).trim()
  if (wanted === '') return []
  const found: ShapeId[] = []
  for (const shape of view.shapes()) if (says(shape, wanted)) found.push(shape.id)
  return found
}

import { type CanvasState, type Shape, type ShapeId, stringCell } from '@flowstate/engine'

const marks = /\p{M}+/gu

/** Text as it is compared: without case and accents, every run of white space one space. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(marks, '').toLowerCase().replace(/\s+/g, ' ')
}

const searchedCells = ['text', 'name', 'alt'] as const

/** A shape is another object when it changes: what was folded once is kept as long as it. */
const known = new WeakMap<Shape, readonly string[]>()

function wordsOf(shape: Shape): readonly string[] {
  const words = known.get(shape) ?? searchedCells.map((cell) => folded(stringCell(shape, cell, '')))
  known.set(shape, words)
  return words
}

/** Shapes whose text, name or description says it, in no order. An empty question finds nothing. */
export function findText(view: CanvasState, question: string): readonly ShapeId[] {
  const wanted = folded(question).trim()
  if (wanted === '') return []
  const found: ShapeId[] = []
  for (const shape of view.shapes())
    if (wordsOf(shape).some((text) => text.includes(wanted))) found.push(shape.id)
  return found
}

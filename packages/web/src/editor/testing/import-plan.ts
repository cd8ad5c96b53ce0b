import type { Result, Shape, ShapeId } from '@flowstate/engine'
import type { Drawing, DrawingProblem } from '../import/drawing.ts'
import { type PlannedDrawing, planDrawing } from '../import/plan-drawing.ts'

const anyAsset = 'ab'.repeat(32)

/** New ids in order: the same drawing gets the same ones. */
export function countedIds(): () => ShapeId {
  let count = 0
  return () => {
    count += 1
    return `made-${String(count).padStart(8, '0')}` as ShapeId
  }
}

/** What a drawing becomes where it stands; every picture it brings gets through. */
export function planOf(read: Result<Drawing, DrawingProblem>): PlannedDrawing {
  if (!read.ok) throw new Error(`not read: ${read.error}`)
  return planDrawing(read.value, { newShapeId: countedIds(), assetOf: () => anyAsset, dx: 0, dy: 0 })
}

/** The shapes of a kind in the order of their ids, which is the one of painting. */
export function plannedOfKind({ state }: PlannedDrawing, kind: string): readonly Shape[] {
  return [...state.shapes()].filter((shape) => shape.kind === kind).sort((a, b) => (a.id < b.id ? -1 : 1))
}

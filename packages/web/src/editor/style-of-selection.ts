import {
  type CanvasState,
  type Cells,
  type CellValue,
  cellDefault,
  firstSideOf,
  kindHasCell,
  type ProposedChange,
  type Shape,
  type ShapeId,
} from '@flowstate/engine'
import { movableShapes } from './selection.ts'
import { newShapeStyle } from './tools/new-shape.ts'
import type { ToolId } from './tools/tool-id.ts'

/** Cells the style panel can set, and that copied styles carry. */
export const styleCells = [
  'stroke',
  'fill',
  'fillStyle',
  'strokeWidth',
  'dash',
  'corner',
  'opacity',
  'font',
  'fontSize',
  'align',
  'verticalAlign',
  'textColor',
  'startHead',
  'endHead',
  'route',
] as const

export type StyleCell = (typeof styleCells)[number]

/** A cell over several shapes: one value, or several at once. */
export type StyleValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'one'; readonly value: CellValue }
  | { readonly kind: 'mixed' }

/** The kind a drawing tool makes; null for tools that draw nothing. */
export function kindOfTool(tool: ToolId): string | null {
  switch (tool) {
    case 'select':
    case 'lasso':
    case 'hand':
    case 'eraser':
    case 'image':
    case 'laser':
    case 'eyedropper':
    case 'comment':
      return null
    case 'draw':
      return 'stroke'
    default:
      return tool
  }
}

/** What the selection says about a cell; shapes whose kind lacks it have no say. */
export function styleOfShapes(shapes: readonly Shape[], cell: StyleCell): StyleValue {
  let found: CellValue | undefined
  for (const shape of shapes) {
    if (!kindHasCell(shape.kind, cell)) continue
    const value = cell === 'align' ? firstSideOf(shape) : (shape[cell] ?? cellDefault(shape.kind, cell))
    if (value === undefined || value === null) continue
    if (found !== undefined && found !== value) return { kind: 'mixed' }
    found = value
  }
  return found === undefined ? { kind: 'absent' } : { kind: 'one', value: found }
}

/** What the next shape of a kind will have. */
export function styleOfKind(kind: string, style: Cells, cell: StyleCell): StyleValue {
  if (!kindHasCell(kind, cell)) return { kind: 'absent' }
  const value = newShapeStyle(kind, style)[cell] ?? cellDefault(kind, cell)
  return value === undefined ? { kind: 'absent' } : { kind: 'one', value }
}

/** The changes that set a cell on every selected shape that has it. */
export function styleChanges(
  ids: Iterable<ShapeId>,
  view: CanvasState,
  style: { readonly cell: StyleCell; readonly value: CellValue },
): readonly ProposedChange[] {
  return movableShapes(ids, view)
    .filter((shape) => kindHasCell(shape.kind, style.cell))
    .map((shape) => ({ kind: 'update', id: shape.id, set: { [style.cell]: style.value } }))
}

import type { Cells, Point, ShapeId } from '@flowstate/engine'
import { latePart } from '../app/late-part.ts'
import { toCanvas } from './camera.ts'
import { copyChanges } from './copy-shapes.ts'
import { commit, type Editor, select } from './editor.ts'
import { bringImages } from './images/bring-images.ts'
import { isPastedDrawing } from './import/pasted-drawing.ts'
import { looksLikeFlowchart } from './paste/flowchart.ts'
import { pastedTable } from './paste/pasted-table.ts'
import { type PastedShapes, pastedText } from './paste/pasted-text.ts'
import { tableInHtml, tableInText } from './paste/read-table.ts'
import { shapeFromProposal } from './tools/draft.ts'

export interface ClipboardShapes {
  readonly flowstate: 1
  /** Where it was copied: pictures are known by their canvas. */
  readonly canvasId?: string
  /** The middle of what was copied, in its canvas' coordinates. */
  readonly middle: readonly [number, number]
  readonly shapes: readonly { readonly id: string; readonly kind: string; readonly [cell: string]: unknown }[]
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isClipboardShapes(value: unknown): value is ClipboardShapes {
  if (!isRecord(value) || value.flowstate !== 1) return false
  const { middle, shapes, canvasId } = value
  if (canvasId !== undefined && typeof canvasId !== 'string') return false
  if (!Array.isArray(middle) || middle.length !== 2 || !middle.every((item) => typeof item === 'number'))
    return false
  return (
    Array.isArray(shapes) &&
    shapes.every((shape) => isRecord(shape) && typeof shape.id === 'string' && typeof shape.kind === 'string')
  )
}

function parse(text: string): ClipboardShapes | null {
  if (!text.startsWith('{')) return null
  try {
    const value: unknown = JSON.parse(text)
    return isClipboardShapes(value) ? value : null
  } catch {
    return null
  }
}

function pasteShapes(editor: Editor, content: ClipboardShapes, target: { x: number; y: number }): void {
  const shapes = content.shapes.map(({ id, kind, ...cells }) => {
    const shape = shapeFromProposal({ ...(cells as Cells), id: id as ShapeId, kind })
    const parentId = cells.parentId
    return { ...shape, parentId: typeof parentId === 'string' ? (parentId as ShapeId) : null }
  })
  const known = new Set(shapes.map((shape) => shape.id))
  const placed = shapes.map((shape) =>
    shape.parentId !== null && known.has(shape.parentId) ? shape : { ...shape, parentId: null },
  )
  const { changes, ids } = copyChanges(placed, {
    dx: target.x - content.middle[0],
    dy: target.y - content.middle[1],
    newShapeId: editor.newShapeId,
  })
  if (!commit(editor, changes, { label: 'paste' })) return
  select(
    editor,
    placed.filter((shape) => shape.parentId === null).flatMap((shape) => ids.get(shape.id) ?? []),
  )
}

/** Shapes of another canvas: their pictures come first, and those that cannot come stay away. */
async function pasteFrom(
  editor: Editor,
  content: ClipboardShapes,
  target: { x: number; y: number },
): Promise<void> {
  const ids = content.shapes.flatMap(({ assetId }) => (typeof assetId === 'string' ? [assetId] : []))
  const { canvasId } = content
  if (ids.length === 0 || canvasId === undefined || canvasId === editor.images.canvasId)
    return pasteShapes(editor, content, target)
  const here = await bringImages(editor, canvasId, [...new Set(ids)])
  const shapes = content.shapes.filter(({ assetId }) => typeof assetId !== 'string' || here.has(assetId))
  pasteShapes(editor, { ...content, shapes }, target)
}

function pasteMade(editor: Editor, made: PastedShapes): void {
  if (commit(editor, made.changes, { label: made.label })) select(editor, made.selected)
}

/** What is no flowchart after all, or comes when there is no connection to fetch its code, is text. */
async function pasteFlowchart(editor: Editor, text: string, target: Point): Promise<void> {
  const code = await import('./paste/pasted-flowchart.ts').catch(() => null)
  pasteMade(editor, code?.pastedFlowchart(editor, text, target) ?? pastedText(editor, text, target))
}

/** Pastes whatever the clipboard holds into the middle of what is seen. */
export function pasteContent(editor: Editor, text: string, html: string): void {
  if (text.trim() === '') return
  const { camera, viewport } = editor.store.getState()
  const target = toCanvas(camera, { x: viewport.width / 2, y: viewport.height / 2 })
  const content = parse(text)
  editor.store.setState({ tool: 'select' })
  if (content !== null) void pasteFrom(editor, content, target)
  else if (isPastedDrawing(text))
    void latePart(import('./import/import-drawings.ts')).then(({ importText }) => importText(editor, text))
  else if (looksLikeFlowchart(text)) void pasteFlowchart(editor, text, target)
  else {
    const table = tableInText(text) ?? tableInHtml(html)
    pasteMade(editor, table === null ? pastedText(editor, text, target) : pastedTable(editor, table, target))
  }
}

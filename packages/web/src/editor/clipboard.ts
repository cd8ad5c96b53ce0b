import { type Cells, type CellValue, centreOf, type ProposedChange, type ShapeId } from '@flowstate/engine'
import { latePart } from '../app/late-part.ts'
import { toCanvas } from './camera.ts'
import { copyChanges } from './copy-shapes.ts'
import { commit, type Editor, select } from './editor.ts'
import { bringImages } from './images/bring-images.ts'
import { isPastedDrawing } from './import/pasted-drawing.ts'
import { selectionBounds, withDescendants } from './selection.ts'
import { shapeFromProposal } from './tools/draft.ts'
import { newShape } from './tools/new-shape.ts'

interface ClipboardShapes {
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

let copied: string | null = null

/** What was copied on this page last: browsers that keep the clipboard from menus still paste it. */
export function lastCopied(): string | null {
  return copied
}

/** The selection as text, to be pasted here or on another canvas; null when nothing is selected. */
export function copySelection(editor: Editor): string | null {
  const { selection } = editor.store.getState()
  const view = editor.port.view()
  const bounds = selectionBounds(selection, view, editor.scene)
  if (bounds === null) return null
  const { x, y } = centreOf(bounds)
  const content: ClipboardShapes = {
    flowstate: 1,
    ...(editor.images.canvasId === null ? {} : { canvasId: editor.images.canvasId }),
    middle: [x, y],
    shapes: [...withDescendants(selection, view)],
  }
  copied = JSON.stringify(content)
  return copied
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

function pasteText(editor: Editor, text: string, target: { x: number; y: number }): void {
  const id = editor.newShapeId()
  const cells: { [cell: string]: CellValue } = {
    position: [target.x, target.y],
    text: text.replace(/\r\n?/g, '\n'),
  }
  if (text.length > 60) cells.width = 480
  const shape = newShape({ id, kind: 'text', cells }, editor.store.getState().style)
  const changes: ProposedChange[] = [{ kind: 'create', shape }]
  if (commit(editor, changes, { label: 'paste text' })) select(editor, [id])
}

/** Pastes shapes or plain text into the middle of what is seen. */
export function pasteFromText(editor: Editor, text: string): void {
  if (text.trim() === '') return
  const { camera, viewport } = editor.store.getState()
  const target = toCanvas(camera, { x: viewport.width / 2, y: viewport.height / 2 })
  const content = parse(text)
  editor.store.setState({ tool: 'select' })
  if (content !== null) void pasteFrom(editor, content, target)
  else if (isPastedDrawing(text))
    void latePart(import('./import/import-drawings.ts')).then(({ importText }) => importText(editor, text))
  else pasteText(editor, text, target)
}

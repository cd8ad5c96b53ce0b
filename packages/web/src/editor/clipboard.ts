import { centreOf } from '@flowstate/engine'
import { asSeen } from './copy-shapes.ts'
import type { Editor } from './editor.ts'
import type { ClipboardShapes } from './paste-content.ts'
import { selectionBounds, withDescendants } from './selection.ts'

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
    shapes: [...asSeen(withDescendants(selection, view), editor.scene)],
  }
  copied = JSON.stringify(content)
  return copied
}

/** Gives the selection to whoever copies by key. @returns false when nothing is selected */
export function copyInto(event: ClipboardEvent, editor: Editor): boolean {
  const text = copySelection(editor)
  if (text === null || event.clipboardData === null) return false
  event.clipboardData.setData('text/plain', text)
  event.preventDefault()
  return true
}

const importPaste = () => import('./paste-content.ts')

/** Pasting has to work without a connection too: fetches what it takes before anybody asks for it. */
export function preparePaste(): void {
  importPaste().catch(() => undefined)
}

/**
 * Pastes shapes, a drawing, a table, a link or plain text into the middle of what is seen.
 * @param html the same as the clipboard has it for rich text; empty where it has none
 */
export async function pasteFromText(editor: Editor, text: string, html = ''): Promise<void> {
  const { pasteContent } = await importPaste()
  pasteContent(editor, text, html)
}

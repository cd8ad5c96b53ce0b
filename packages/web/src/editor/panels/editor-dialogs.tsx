import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { useEditorState } from '../editor-context.ts'
import type { DialogId } from '../editor-store.ts'

/** Every dialog over the canvas, loaded when it is first opened. */
const dialogs: { readonly [Id in DialogId]: LazyExoticComponent<ComponentType> } = {
  help: lazy(async () => ({ default: (await import('./help-dialog.tsx')).HelpDialog })),
  export: lazy(async () => ({ default: (await import('../export/export-dialog.tsx')).ExportDialog })),
  importReport: lazy(async () => ({
    default: (await import('../import/import-report-dialog.tsx')).ImportReportDialog,
  })),
  palette: lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette })),
}

const ContextMenu = lazy(async () => ({ default: (await import('./context-menu.tsx')).ContextMenu }))

/** What lies over the canvas and its islands for the moment. */
export function EditorDialogs() {
  const dialog = useEditorState((state) => state.dialog)
  const hasMenu = useEditorState((state) => state.contextMenu !== null)
  const Open = dialog === null ? null : dialogs[dialog]
  return (
    <Suspense fallback={null}>
      {Open !== null && <Open />}
      {hasMenu && <ContextMenu />}
    </Suspense>
  )
}

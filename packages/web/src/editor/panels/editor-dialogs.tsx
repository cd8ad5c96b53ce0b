import { type ComponentType, type LazyExoticComponent, Suspense } from 'react'
import { latePart } from '../../app/late-part.ts'
import { patientLazy } from '../../lib/patient-lazy.ts'
import { useEditorState } from '../editor-context.ts'
import type { DialogId } from '../editor-store.ts'

/** Every dialog over the canvas, loaded when it is first opened. */
const dialogs: { readonly [Id in DialogId]: LazyExoticComponent<ComponentType> } = {
  help: patientLazy(async () => (await latePart(import('./help-dialog.tsx'))).HelpDialog),
  export: patientLazy(async () => (await latePart(import('../export/export-dialog.tsx'))).ExportDialog),
  importReport: patientLazy(
    async () => (await latePart(import('../import/import-report-dialog.tsx'))).ImportReportDialog,
  ),
  link: patientLazy(async () => (await latePart(import('../links/link-dialog.tsx'))).LinkDialog),
  palette: patientLazy(async () => (await latePart(import('./command-palette.tsx'))).CommandPalette),
}

const ContextMenu = patientLazy(async () => (await latePart(import('./context-menu.tsx'))).ContextMenu)

const Slides = patientLazy(async () => (await latePart(import('../navigate/slides.tsx'))).Slides)
const FindBar = patientLazy(async () => (await latePart(import('../navigate/find-bar.tsx'))).FindBar)
const Minimap = patientLazy(async () => (await latePart(import('../navigate/minimap.tsx'))).Minimap)
const LayersPanel = patientLazy(
  async () => (await latePart(import('../layers/layers-panel.tsx'))).LayersPanel,
)
const FocusExit = patientLazy(async () => (await latePart(import('../navigate/focus-exit.tsx'))).FocusExit)

/** What lies over the canvas and its islands for the moment. */
export function EditorDialogs() {
  const dialog = useEditorState((state) => state.dialog)
  const hasMenu = useEditorState((state) => state.contextMenu !== null)
  const scenery = useEditorState((state) => state.scenery)
  const hasSearch = useEditorState((state) => state.finding && state.scenery === 'islands')
  const hasMap = useEditorState((state) => state.minimap && state.scenery === 'islands')
  const hasLayers = useEditorState((state) => state.layers && state.scenery === 'islands')
  const Open = dialog === null ? null : dialogs[dialog]
  return (
    <Suspense fallback={null}>
      {Open !== null && <Open />}
      {hasSearch && <FindBar />}
      {hasMap && <Minimap />}
      {hasLayers && <LayersPanel />}
      {scenery === 'focus' && <FocusExit />}
      {scenery === 'slides' && <Slides />}
      {hasMenu && <ContextMenu />}
    </Suspense>
  )
}

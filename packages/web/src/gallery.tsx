import { createRoot } from 'react-dom/client'
import './app/fonts.css'
import './ui/tokens.css'
import { loadFonts } from './app/load-fonts.ts'
import { startTheme } from './app/theme-store.ts'
import { startTranslations } from './app/translations.ts'
import { createEditor } from './editor/editor.ts'
import { EditorContext } from './editor/editor-context.ts'
import { EditorSurface } from './editor/editor-surface.tsx'
import { createTextMeasurer } from './editor/measure-text.ts'
import { createMemoryCanvasPort } from './editor/memory-canvas-port.ts'
import { galleryShapes } from './gallery-shapes.ts'
import { TipLayer } from './ui/tip-layer.tsx'

/** A page for looking at every kind of shape, with no server behind it. Served in development, not part of the app. */
startTheme()
startTranslations()
loadFonts()
const port = createMemoryCanvasPort()
for (const shape of galleryShapes) port.dispatch([{ kind: 'create', shape }])
const host = document.getElementById('app')
if (host === null) throw new Error('The page has no place for the app')
createRoot(host).render(
  <>
    <EditorContext value={createEditor(port, createTextMeasurer())}>
      <EditorSurface topLeft={null} topRight={null} readOnlyReason={null} />
    </EditorContext>
    <TipLayer />
  </>,
)

import i18next from 'i18next'
import { fitBounds, zoomAt } from '../camera.ts'
import { commit, type Editor, notify } from '../editor.ts'
import { selectionBounds } from '../selection.ts'
import { snappingPreference } from '../snapping/snapping-preference.ts'
import { type Command, viewCommand } from './command.ts'

const zoomStep = 1.25

/** Zooms about the middle of what is seen. */
export function zoomTo(editor: Editor, zoom: number): void {
  const { camera, viewport } = editor.store.getState()
  editor.store.setState({ camera: zoomAt(camera, { x: viewport.width / 2, y: viewport.height / 2 }, zoom) })
}

function zoomBy(editor: Editor, factor: number): void {
  zoomTo(editor, editor.store.getState().camera.zoom * factor)
}

export function zoomToFit(editor: Editor): void {
  const bounds = editor.scene.contentBounds()
  const { viewport } = editor.store.getState()
  if (bounds !== null) editor.store.setState({ camera: fitBounds(bounds, viewport) })
}

function zoomToSelection(editor: Editor): void {
  const { selection, viewport } = editor.store.getState()
  const bounds = selectionBounds(selection, editor.port.view(), editor.scene)
  if (bounds !== null) editor.store.setState({ camera: fitBounds(bounds, viewport, 2) })
}

function toggleGrid(editor: Editor): void {
  const grid = editor.port.view().canvas.grid
  const next = grid === 'dots' ? 'lines' : grid === 'lines' ? 'none' : 'dots'
  commit(editor, [{ kind: 'canvas', set: { grid: next } }], { label: 'grid' })
}

function toggleSnapping(editor: Editor): void {
  const snapping = !editor.store.getState().snapping
  snappingPreference.write(snapping)
  editor.store.setState({ snapping })
  notify(editor, i18next.t(snapping ? 'snapping.on' : 'snapping.off'))
}

export const viewCommands: readonly Command[] = [
  viewCommand('zoomIn', ['Mod+=', 'Mod++'], (editor) => zoomBy(editor, zoomStep)),
  viewCommand('zoomOut', ['Mod+-'], (editor) => zoomBy(editor, 1 / zoomStep)),
  viewCommand('zoomReset', ['Mod+0'], (editor) => zoomTo(editor, 1)),
  viewCommand('zoomFit', ['Shift+1'], zoomToFit),
  {
    ...viewCommand('zoomSelection', ['Shift+2'], zoomToSelection),
    enabled: (editor) => editor.store.getState().selection.size > 0,
  },
  { ...viewCommand('toggleSnapping', ['Alt+S'], toggleSnapping), whenReadOnly: false },
  { ...viewCommand('toggleGrid', ["Mod+'"], toggleGrid), whenReadOnly: false },
]

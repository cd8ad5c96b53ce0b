import { fitBounds, zoomAt } from '../camera.ts'
import { commit, type Editor, select } from '../editor.ts'
import { selectionBounds } from '../selection.ts'
import type { ToolId } from '../tools/tool-id.ts'
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

/** Escape leaves one thing at a time: the gesture, the group, the selection, the tool. */
function leaveOne(editor: Editor): void {
  const { selection, enteredGroup, tool } = editor.store.getState()
  if (enteredGroup !== null) editor.store.setState({ enteredGroup: null, selection: new Set([enteredGroup]) })
  else if (selection.size > 0) select(editor, [])
  else if (tool !== 'select') editor.store.setState({ tool: 'select', toolLocked: false })
}

function toggleGrid(editor: Editor): void {
  const grid = editor.port.view().canvas.grid
  const next = grid === 'dots' ? 'lines' : grid === 'lines' ? 'none' : 'dots'
  commit(editor, [{ kind: 'canvas', set: { grid: next } }], { label: 'grid' })
}

function editSelected(editor: Editor): void {
  const [id, ...others] = editor.store.getState().selection
  const kind = id === undefined ? undefined : editor.port.view().get(id)?.kind
  const textless = kind === undefined || ['group', 'frame', 'stroke', 'highlight', 'image'].includes(kind)
  if (id === undefined || others.length > 0 || textless || editor.store.getState().readOnly) return
  editor.store.setState({ editing: { kind: 'shape', id } })
}

const toolShortcuts: readonly (readonly [ToolId, readonly string[]])[] = [
  ['select', ['V', '1']],
  ['rectangle', ['R', '2']],
  ['diamond', ['D', '3']],
  ['ellipse', ['O', '4']],
  ['arrow', ['A', '5']],
  ['line', ['L', '6']],
  ['draw', ['P', '7']],
  ['text', ['T', '8']],
  ['image', ['9']],
  ['eraser', ['E', '0']],
  ['hand', ['H']],
  ['note', ['N']],
  ['frame', ['F']],
  ['highlight', ['Shift+D']],
]

const looking: ReadonlySet<ToolId> = new Set(['select', 'hand'])

const toolCommands = toolShortcuts.map(
  ([tool, shortcuts]): Command => ({
    id: `tool.${tool}`,
    shortcuts,
    whenReadOnly: looking.has(tool),
    enabled: () => true,
    run: (editor) => editor.store.setState({ tool }),
  }),
)

export const viewCommands: readonly Command[] = [
  viewCommand('zoomIn', ['Mod+=', 'Mod++'], (editor) => zoomBy(editor, zoomStep)),
  viewCommand('zoomOut', ['Mod+-'], (editor) => zoomBy(editor, 1 / zoomStep)),
  viewCommand('zoomReset', ['Mod+0'], (editor) => zoomTo(editor, 1)),
  viewCommand('zoomFit', ['Shift+1'], zoomToFit),
  viewCommand('zoomSelection', ['Shift+2'], zoomToSelection),
  viewCommand('escape', ['Escape'], leaveOne),
  viewCommand('help', ['?'], (editor) =>
    editor.store.setState({ helpOpen: !editor.store.getState().helpOpen }),
  ),
  { ...viewCommand('toggleGrid', ["Mod+'"], toggleGrid), whenReadOnly: false },
  { ...viewCommand('editText', ['Enter'], editSelected), whenReadOnly: false },
  {
    ...viewCommand('toggleToolLock', ['Q'], (editor) =>
      editor.store.setState({ toolLocked: !editor.store.getState().toolLocked }),
    ),
    whenReadOnly: false,
  },
  ...toolCommands,
]

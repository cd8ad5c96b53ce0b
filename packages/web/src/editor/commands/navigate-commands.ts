import type { Editor } from '../editor.ts'
import type { EditorState } from '../editor-store.ts'
import { type Command, viewCommand } from './command.ts'

const toggle = (change: (state: EditorState) => Partial<EditorState>) => (editor: Editor) =>
  editor.store.setState(change(editor.store.getState()))

const toggleScenery = (scenery: 'focus' | 'slides') =>
  toggle((state) => ({ scenery: state.scenery === scenery ? 'islands' : scenery }))

declare global {
  /** Reads a colour anywhere on the screen; only Chromium has it. */
  var EyeDropper: (new () => { open(): Promise<{ readonly sRGBHex: string }> }) | undefined
}

/** Finding one's way about a canvas. What they open is loaded when it is first wanted. */
export const navigateCommands: readonly Command[] = [
  viewCommand('find', ['Mod+F'], (editor) => editor.store.setState({ finding: true, scenery: 'islands' })),
  viewCommand(
    'toggleMinimap',
    ['M'],
    toggle(({ minimap }) => ({ minimap: !minimap })),
  ),
  viewCommand(
    'toggleLayers',
    ['Alt+L'],
    toggle(({ layers }) => ({ layers: !layers })),
  ),
  viewCommand('focusMode', ['Alt+Z'], toggleScenery('focus')),
  viewCommand('present', ['Shift+P'], toggleScenery('slides')),
  {
    id: 'pickFromScreen',
    shortcuts: ['Shift+I'],
    whenReadOnly: false,
    enabled: () => globalThis.EyeDropper !== undefined,
    run: (editor) =>
      void import('../navigate/take-colours.ts').then(({ pickFromScreen }) => pickFromScreen(editor)),
  },
  viewCommand(
    'copyLink',
    ['Shift+L'],
    (editor) => void import('../navigate/deep-link.ts').then(({ copyLink }) => copyLink(editor)),
  ),
]

import type { Editor } from '../editor.ts'
import { movableShapes } from '../selection.ts'
import type { Command, CommandId, MenuWord } from './command.ts'
import { commandEnabled, commandOf } from './command-registry.ts'

/** A command, or several behind one word. */
export type ContextMenuEntry =
  | { readonly kind: 'command'; readonly command: Command }
  | {
      readonly kind: 'submenu'
      readonly title: MenuWord
      readonly commands: readonly Command[]
    }

type Plan = readonly (readonly (CommandId | readonly [MenuWord, readonly CommandId[]])[])[]

const clipboard = ['cut', 'copySelection', 'paste'] as const

const onSelection: Plan = [
  clipboard,
  [['menu.copyAs', ['copyAsPng', 'copyAsSvg']], 'exportDrawing'],
  ['openLink', 'duplicate', 'editText', 'editLink', 'delete'],
  [
    'copyStyle',
    'pasteStyle',
    ['menu.alike', ['selectSameKind', 'selectSameStyle', 'selectSameAuthor']],
    ['menu.convert', ['convertNext', 'convertPrevious']],
  ],
  ['group', 'ungroup', 'wrapInFrame', 'toggleLock'],
  [
    ['menu.order', ['bringToFront', 'bringForward', 'sendBackward', 'sendToBack']],
    [
      'menu.align',
      [
        'alignLeft',
        'alignCentre',
        'alignRight',
        'alignTop',
        'alignMiddle',
        'alignBottom',
        'distributeHorizontal',
        'distributeVertical',
        'stackHorizontal',
        'stackVertical',
        'tidyUp',
      ],
    ],
    ['menu.flip', ['flipHorizontal', 'flipVertical']],
  ],
  ['zoomSelection', 'copyLink'],
]

const onLocked: Plan = [
  ['toggleLock', 'openLink'],
  ['copySelection', 'copyStyle'],
  ['zoomSelection', 'copyLink'],
]

const onCanvas: Plan = [
  ['paste'],
  [['menu.copyAs', ['copyAsPng', 'copyAsSvg']], 'exportDrawing', 'importDrawing'],
  ['selectAll', 'zoomFit', 'zoomReset'],
  ['toggleGrid', 'toggleSnapping', 'toggleLayers'],
  ['palette', 'help'],
]

function planFor(editor: Editor): Plan {
  const { selection, readOnly } = editor.store.getState()
  if (selection.size === 0) return onCanvas
  const locked = movableShapes(selection, editor.port.view()).length === 0
  return locked && !readOnly ? onLocked : onSelection
}

/** What the context menu holds now, in parts: only what can be done, from the one registry of commands. */
export function contextMenuItems(editor: Editor): readonly (readonly ContextMenuEntry[])[] {
  const enabled = (ids: readonly CommandId[]): readonly Command[] =>
    ids.map(commandOf).filter((command) => commandEnabled(command, editor))
  const parts = planFor(editor).map((part) =>
    part.flatMap((item): readonly ContextMenuEntry[] => {
      if (typeof item === 'string') return enabled([item]).map((command) => ({ kind: 'command', command }))
      const [title, ids] = item
      const commands = enabled(ids)
      return commands.length === 0 ? [] : [{ kind: 'submenu', title, commands }]
    }),
  )
  return parts.filter((part) => part.length > 0)
}

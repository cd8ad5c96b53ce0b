import type { Editor } from '../editor.ts'
import { unitsOf } from './align-units.ts'
import type { Arrangement } from './arrange-units.ts'
import { type Command, selectionCommand } from './command.ts'

const arrange = (how: Arrangement) => (editor: Editor) =>
  void import('./arrange-units.ts').then(({ arrangeSelection }) => arrangeSelection(editor, how))

const atLeast = (count: number, command: Command): Command => ({
  ...command,
  enabled: (editor) => unitsOf(editor).length >= count,
})

const align = (axis: 'x' | 'y', edge: 'low' | 'middle' | 'high') => arrange({ kind: 'align', axis, edge })

/** Selected shapes, brought into order. How is loaded when it is first wanted. */
export const alignCommands: readonly Command[] = [
  atLeast(2, selectionCommand('alignLeft', ['Mod+Shift+ArrowLeft'], align('x', 'low'))),
  atLeast(2, selectionCommand('alignCentre', [], align('x', 'middle'))),
  atLeast(2, selectionCommand('alignRight', ['Mod+Shift+ArrowRight'], align('x', 'high'))),
  atLeast(2, selectionCommand('alignTop', ['Mod+Shift+ArrowUp'], align('y', 'low'))),
  atLeast(2, selectionCommand('alignMiddle', [], align('y', 'middle'))),
  atLeast(2, selectionCommand('alignBottom', ['Mod+Shift+ArrowDown'], align('y', 'high'))),
  atLeast(3, selectionCommand('distributeHorizontal', ['Alt+H'], arrange({ kind: 'distribute', axis: 'x' }))),
  atLeast(3, selectionCommand('distributeVertical', ['Alt+V'], arrange({ kind: 'distribute', axis: 'y' }))),
  atLeast(2, selectionCommand('stackHorizontal', [], arrange({ kind: 'stack', axis: 'x' }))),
  atLeast(2, selectionCommand('stackVertical', [], arrange({ kind: 'stack', axis: 'y' }))),
  atLeast(2, selectionCommand('tidyUp', ['Alt+T'], arrange({ kind: 'tidy' }))),
]

import { keptPart } from '../../lib/kept-part.ts'
import { lookingTools } from '../tools/looking-tools.ts'
import { boxToolIds, isPlacedTool, type ToolId } from '../tools/tool-id.ts'
import { type Command, viewCommand } from './command.ts'

const toolShortcuts: { readonly [Id in ToolId]?: readonly string[] } = {
  select: ['V', '1'],
  rectangle: ['R', '2'],
  diamond: ['D', '3'],
  ellipse: ['O', '4'],
  arrow: ['A', '5'],
  line: ['L', '6'],
  draw: ['P', '7'],
  text: ['T', '8'],
  image: ['9'],
  eraser: ['E', '0'],
  lasso: ['S'],
  hand: ['H'],
  note: ['N'],
  frame: ['F'],
  highlight: ['Shift+D'],
  laser: ['K'],
  eyedropper: ['I'],
  comment: ['C'],
}

const toolOrder: readonly ToolId[] = [
  'select',
  'lasso',
  'hand',
  ...boxToolIds,
  'arrow',
  'line',
  'draw',
  'highlight',
  'text',
  'image',
  'eraser',
  'laser',
  'eyedropper',
  'comment',
]

const takeTool = (tool: ToolId): Command => ({
  id: `tool.${tool}`,
  shortcuts: toolShortcuts[tool] ?? [],
  whenReadOnly: lookingTools.has(tool),
  enabled: () => true,
  run: (editor) => editor.store.setState({ tool }),
})

/** What is typed right after Enter may be the words of a note. */
export const placing = keptPart(() => import('../shaping/place-shape.ts'))

/** Enter means it while such a tool is chosen: the keyboard input sees to that. */
const placeShape: Command = {
  ...viewCommand('placeShape', [], (editor) => {
    const { tool } = editor.store.getState()
    placing.use(({ placeShape }) => placeShape(editor, tool))
  }),
  whenReadOnly: false,
  enabled: ({ store }) => isPlacedTool(store.getState().tool),
}

/** One for every tool, also for those without a key. */
export const toolCommands: readonly Command[] = [
  ...toolOrder.map(takeTool),
  placeShape,
  {
    ...viewCommand('toggleToolLock', ['Q'], (editor) =>
      editor.store.setState({ toolLocked: !editor.store.getState().toolLocked }),
    ),
    whenReadOnly: false,
  },
]

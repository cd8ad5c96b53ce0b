import { boxTool } from './box-tool.ts'
import { drawTool } from './draw-tool.ts'
import { handTool } from './hand-tool.ts'
import { imageTool } from './image-tool.ts'
import { lateStarter } from './late-tools.ts'
import { linearTool } from './linear-tool.ts'
import { selectTool } from './select-tool.ts'
import { textTool } from './text-tool.ts'
import { type ToolStarter, toolStarter } from './tool.ts'
import { boxToolIds, type ToolId } from './tool-id.ts'

const boxTools = Object.fromEntries(boxToolIds.map((id) => [id, toolStarter(boxTool(id))])) as {
  readonly [Id in (typeof boxToolIds)[number]]: ToolStarter
}

/** Every tool there is: a new one is one file and one line here. */
export const toolStarters: { readonly [Id in ToolId]: ToolStarter } = {
  ...boxTools,
  select: toolStarter(selectTool),
  lasso: lateStarter('lasso'),
  hand: toolStarter(handTool),
  line: toolStarter(linearTool('line')),
  arrow: toolStarter(linearTool('arrow')),
  draw: toolStarter(drawTool('draw')),
  highlight: toolStarter(drawTool('highlight')),
  text: toolStarter(textTool),
  image: toolStarter(imageTool),
  eraser: lateStarter('eraser'),
  laser: lateStarter('laser'),
  eyedropper: lateStarter('eyedropper'),
  comment: lateStarter('comment'),
}

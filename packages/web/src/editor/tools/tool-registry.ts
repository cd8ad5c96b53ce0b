import { keptPart } from '../../lib/kept-part.ts'
import { boxTool } from './box-tool.ts'
import { drawTool } from './draw-tool.ts'
import { handTool } from './hand-tool.ts'
import { imageTool } from './image-tool.ts'
import { linearTool } from './linear-tool.ts'
import { selectTool } from './select-tool.ts'
import { textTool } from './text-tool.ts'
import { type RunningTool, type ToolStarter, toolStarter } from './tool.ts'
import { boxToolIds, type ToolId } from './tool-id.ts'
import { quietStep } from './tool-step.ts'

const boxTools = Object.fromEntries(boxToolIds.map((id) => [id, toolStarter(boxTool(id))])) as {
  readonly [Id in (typeof boxToolIds)[number]]: ToolStarter
}

export const lateTools = keptPart(() => import('./late-tool-registry.ts'))

/** A tool that comes late: until then it does nothing. */
const lateStarter =
  (id: keyof typeof import('./late-tool-registry.ts').lateToolStarters): ToolStarter =>
  () => {
    let tool: RunningTool | null = null
    const running = (): RunningTool | null => {
      tool ??= lateTools.now()?.lateToolStarters[id]() ?? null
      return tool
    }
    void lateTools.prepare()
    return {
      id,
      step: (event, context) => running()?.step(event, context) ?? quietStep(null),
      cursor: (point, context) => running()?.cursor(point, context) ?? 'crosshair',
    }
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

import { commentTool } from './comment-tool.ts'
import { eraserTool } from './eraser-tool.ts'
import { eyedropperTool } from './eyedropper-tool.ts'
import { laserTool } from './laser-tool.ts'
import { lassoTool } from './lasso-tool.ts'
import { toolStarter } from './tool.ts'

/** Every tool that comes late: a new one is one file, one line here and one in the registry. */
export const lateToolStarters = {
  lasso: toolStarter(lassoTool),
  eraser: toolStarter(eraserTool),
  laser: toolStarter(laserTool),
  eyedropper: toolStarter(eyedropperTool),
  comment: toolStarter(commentTool),
}

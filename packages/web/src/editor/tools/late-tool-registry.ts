import { commentTool } from './comment-tool.ts'
import { eraserTool } from './eraser-tool.ts'
import { eyedropperTool } from './eyedropper-tool.ts'
import { laserTool } from './laser-tool.ts'
import { lassoTool } from './lasso-tool.ts'
import { toolStarter } from './tool.ts'

/** Tools nobody begins with: they come when the first moment is over. */
export const lateToolStarters = {
  lasso: toolStarter(lassoTool),
  eraser: toolStarter(eraserTool),
  laser: toolStarter(laserTool),
  eyedropper: toolStarter(eyedropperTool),
  comment: toolStarter(commentTool),
}

import { keptPart } from '../../lib/kept-part.ts'
import type { RunningTool, ToolStarter } from './tool.ts'
import { quietStep } from './tool-step.ts'

/** Tools nobody begins with: fetched when the first moment is over, and when one of them is chosen. */
export const lateTools = keptPart(() => import('./late-tool-registry.ts'))

/** A tool that comes late: until then it does nothing. */
export const lateStarter =
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

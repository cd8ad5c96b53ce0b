import type { Tool } from './tool.ts'
import { quietStep } from './tool-step.ts'

/** Taking this tool opens the choice of files, after which select is back: there is nothing to draw with. */
export const imageTool: Tool<null> = {
  id: 'image',
  start: null,
  cursor: () => 'default',
  step: () => quietStep(null, { type: 'done' }),
}

import type { ToolId } from './tool-id.ts'

/** Tools under whose hand the canvas stays where it is: one moves it itself, with the others one looks at what is under it. */
const resting: ReadonlySet<ToolId> = new Set([
  'hand',
  'draw',
  'highlight',
  'eraser',
  'text',
  'laser',
  'eyedropper',
  'comment',
])

/** Whether a drag with the tool scrolls when it comes to the edge. */
export function scrollsAtEdge(tool: ToolId): boolean {
  return !resting.has(tool)
}

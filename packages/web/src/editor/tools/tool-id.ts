/** Tools that draw a closed shape by dragging its box. */
export const boxToolIds = [
  'rectangle',
  'diamond',
  'ellipse',
  'triangle',
  'hexagon',
  'star',
  'cloud',
  'cylinder',
  'callout',
  'polygon',
  'note',
  'frame',
] as const

export type BoxToolId = (typeof boxToolIds)[number]

export type ToolId =
  | BoxToolId
  | 'select'
  | 'lasso'
  | 'hand'
  | 'line'
  | 'arrow'
  | 'draw'
  | 'highlight'
  | 'text'
  | 'image'
  | 'eraser'
  | 'laser'
  | 'eyedropper'
  | 'comment'

const placedTools: ReadonlySet<string> = new Set<ToolId>([...boxToolIds, 'text', 'line', 'arrow'])

/** Whether a tool's shape has a size of its own, or gets one: then it can be put down without being drawn. */
export function isPlacedTool(tool: string): tool is ToolId {
  return placedTools.has(tool)
}

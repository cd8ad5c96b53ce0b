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

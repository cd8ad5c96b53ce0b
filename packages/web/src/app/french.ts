import { frenchCanvas } from './french-canvas.ts'
import { frenchComments } from './french-comments.ts'
import { frenchEditor } from './french-editor.ts'
import { frenchPages } from './french-pages.ts'
import { frenchPanels } from './french-panels.ts'
import { frenchPeople } from './french-people.ts'
import { frenchTools } from './french-tools.ts'
import type { Words } from './words.ts'

/** All words in French: formal, and a canvas is a “tableau”. */
export const french = {
  ...frenchCanvas,
  ...frenchComments,
  ...frenchEditor,
  ...frenchPages,
  ...frenchPanels,
  ...frenchPeople,
  ...frenchTools,
} as const satisfies Words

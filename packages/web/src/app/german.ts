import { germanCanvas } from './german-canvas.ts'
import { germanComments } from './german-comments.ts'
import { germanEditor } from './german-editor.ts'
import { germanPages } from './german-pages.ts'
import { germanPanels } from './german-panels.ts'
import { germanPeople } from './german-people.ts'
import { germanTools } from './german-tools.ts'
import type { Words } from './words.ts'

/** All words in German: informal, and a canvas is a “Board”. */
export const german = {
  ...germanCanvas,
  ...germanComments,
  ...germanEditor,
  ...germanPages,
  ...germanPanels,
  ...germanPeople,
  ...germanTools,
} as const satisfies Words

import type { Change } from './change.ts'
import type { Subject } from './history/history-row.ts'

const canvasOnly = ['@canvas'] as const

/** What an effective change writes: the shapes it names, or `@canvas` for the canvas's own cells. */
export function subjectsOf(change: Change): readonly Subject[] {
  switch (change.kind) {
    case 'create':
      return [change.shape.id]
    case 'update':
    case 'text':
      return [change.id]
    case 'delete':
      return change.ids
    case 'canvas':
      return canvasOnly
  }
}

import { boundsBetween, type Point } from '@flowstate/engine'
import { noDraft } from './draft.ts'
import type { Tool } from './tool.ts'
import { draftStep, quietStep } from './tool-step.ts'

/** Says where a comment belongs: a click for a shape or a point, a drag for a region. Changes nothing on the canvas. */
export const commentTool: Tool<Point | null> = {
  id: 'comment',
  start: null,
  cursor: () => 'crosshair',
  step(from, event) {
    if (event.type === 'cancel') return quietStep<Point | null>(null)
    const { point } = event
    if (event.type === 'down') return quietStep<Point | null>(point)
    if (from === null) return quietStep<Point | null>(null)
    if (event.type === 'up')
      return quietStep<Point | null>(null, { type: 'comment', from, to: point }, { type: 'done' })
    return draftStep<Point | null>(from, noDraft, { box: boundsBetween(from, point) })
  },
}

import { expect, test } from 'vitest'
import { commentTool } from './comment-tool.ts'
import { noDraft } from './draft.ts'
import { pointerInputAt } from './pointer-input-at.ts'
import type { ToolContext, ToolEvent } from './tool.ts'

const context = {} as ToolContext
const at = (type: 'down' | 'move' | 'up', x: number, y: number): ToolEvent => ({
  type,
  clicks: 1,
  ...pointerInputAt(x, y),
})

test('CO1 the comment tool shows the region while it is dragged, says where it was, and changes nothing', () => {
  const down = commentTool.step(null, at('down', 50, 40), context)
  const move = commentTool.step(down.state, at('move', 20, 60), context)
  expect(move).toMatchObject({ draft: noDraft, overlay: { box: { minX: 20, minY: 40, maxX: 50, maxY: 60 } } })
  const { state, effects } = commentTool.step(move.state, at('up', 20, 60), context)
  expect(effects).toEqual([
    { type: 'comment', from: { x: 50, y: 40 }, to: { x: 20, y: 60 } },
    { type: 'done' },
  ])
  expect(commentTool.step(state, at('up', 20, 60), context).effects).toEqual([])
  expect(commentTool.step(move.state, { type: 'cancel' }, context).effects).toEqual([])
})

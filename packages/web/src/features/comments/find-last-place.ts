import type { RestClient } from '@flowstate/client'
import { type Point, uprightBounds } from '@flowstate/engine'
import type { CommentAnchor, Diff, ShapeHistoryPage } from '@flowstate/protocol'
import type { Editor } from '../../editor/editor.ts'

const historyItems = 50

function deletes(change: unknown, shapeId: string): boolean {
  if (typeof change !== 'object' || change === null || !('ids' in change)) return false
  return Array.isArray(change.ids) && change.ids.includes(shapeId)
}

/** Where a shape had the place of a thread just before it was deleted, from the history; null where that does not say. */
export async function findLastPlace(
  rest: RestClient,
  editor: Editor,
  of: { readonly canvasId: string; readonly anchor: CommentAnchor },
): Promise<Point | null> {
  const { canvasId, anchor } = of
  if (anchor.kind !== 'shape') return null
  const { shapeId } = anchor
  const page: ShapeHistoryPage = await rest.get(
    `/canvases/${canvasId}/shapes/${shapeId}/history?limit=${historyItems}`,
  )
  const end = page.items.find(({ changes }) => changes.some((change) => deletes(change, shapeId)))
  if (end === undefined) return null
  const diff: Diff = await rest.get(`/canvases/${canvasId}/diff?from=${end.version - 1}&to=${end.version}`)
  const shape = diff.removed.find(({ id }) => id === shapeId)
  if (shape === undefined) return null
  const box = uprightBounds(shape, editor.scene)
  return {
    x: box.minX + (box.maxX - box.minX) * anchor.at[0],
    y: box.minY + (box.maxY - box.minY) * anchor.at[1],
  }
}

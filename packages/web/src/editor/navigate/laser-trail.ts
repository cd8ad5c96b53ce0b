import type { Point, ProposedChange } from '@flowstate/engine'
import { type Editor, newGesture } from '../editor.ts'
import { type Draft, noDraft } from '../tools/draft.ts'

/** So long a point of the trail is seen. */
export const trailMs = 900
const pointsMax = 160
/** The width of a ruled line in CSS pixels: as ink at its full pressure it is nearly five times as thick. */
const widthPixels = 1.5
const ownColour = '#e5484d'

interface TrailPoint extends Point {
  readonly atMs: number
}

/** The light of a pointer: seen here and by the others for a moment, and never part of the canvas. */
export interface LaserTrail {
  add(point: Point): void
}

/** What is left of a trail at a moment. */
export function livingTrail(points: readonly TrailPoint[], nowMs: number): readonly TrailPoint[] {
  return points.filter(({ atMs }) => nowMs - atMs < trailMs).slice(-pointsMax)
}

/** Shows a trail that shortens from its tail until nothing is left: as a draft here, as a preview to the others. */
export function createLaserTrail(editor: Editor): LaserTrail {
  const { store, port } = editor
  const gesture = newGesture()
  const id = editor.newShapeId()
  let points: readonly TrailPoint[] = []
  let isShining = false

  const draftOf = (first: TrailPoint): Draft => {
    const colour = port.status().you?.color ?? ownColour
    const change: ProposedChange = {
      kind: 'create',
      shape: {
        id,
        kind: 'stroke',
        position: [first.x, first.y],
        points: points.flatMap(({ x, y }, at) => [x - first.x, y - first.y, (at + 1) / points.length]),
        stroke: colour,
        strokeWidth: Math.min(100, Math.max(0.5, widthPixels / store.getState().camera.zoom)),
        opacity: 0.8,
      },
    }
    return { kind: 'changes', changes: [change] }
  }

  const frame = (): void => {
    const isChosen = store.getState().tool === 'laser'
    points = isChosen ? livingTrail(points, performance.now()) : []
    const [first] = points
    if (first === undefined) {
      isShining = false
      port.sendPreview(null)
      if (isChosen) store.setState({ draft: noDraft })
      return
    }
    const draft = draftOf(first)
    store.setState({ draft })
    if (draft.kind === 'changes') port.sendPreview({ gesture, changes: draft.changes })
    requestAnimationFrame(frame)
  }

  return {
    add({ x, y }) {
      points = [...points, { x, y, atMs: performance.now() }]
      if (isShining) return
      isShining = true
      requestAnimationFrame(frame)
    },
  }
}

import type { AppliedRow, Change, ShapeId } from '@flowstate/engine'

/** A shape id that is stable from run to run. */
export function boardShapeId(n: number): ShapeId {
  return `shape-${String(n).padStart(8, '0')}` as ShapeId
}

/** Order keys of one length, as a server that fills a board in one go makes them. */
function boardKey(n: number): string {
  return `c${n.toString(36).padStart(4, '0')}V`
}

function createChange(n: number): Change {
  const shape = {
    id: boardShapeId(n),
    kind: 'rectangle',
    parentId: null,
    index: boardKey(n),
    position: [(n % 100) * 160, Math.floor(n / 100) * 120],
    size: [120, 80],
    stroke: 'ink',
    fill: '#ffe8a3',
    text: `Step ${n}`,
  } as const
  return { kind: 'create', shape }
}

function moveChange(version: number, shapeCount: number): Change {
  const set = { position: [version % 5_003, version % 4_001] as const }
  return { kind: 'update', id: boardShapeId((version * 7_919) % shapeCount), set }
}

/** A log of one change per row: every shape is made, then they are moved about. */
export function boardRows(shapeCount: number, moveCount: number): AppliedRow[] {
  return Array.from({ length: shapeCount + moveCount }, (_, i) => ({
    version: i + 1,
    changes: [i < shapeCount ? createChange(i) : moveChange(i + 1, shapeCount)],
  }))
}

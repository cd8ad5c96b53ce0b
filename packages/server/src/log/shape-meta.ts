import type { OperationHeader, Shape } from '@flowstate/engine'
import type { ShapeMeta } from '@flowstate/protocol'
import type { CanvasKey, LogStore } from './log-store.ts'

const versionsAtOnceMax = 1_000

type Line = Pick<OperationHeader, 'userId' | 'createdAt'>

/** Who and when of the versions that made or last changed the shapes. */
export async function readShapeMeta(
  store: LogStore,
  key: CanvasKey,
  shapes: readonly Shape[],
): Promise<(shape: Shape) => ShapeMeta> {
  const versions = [...new Set(shapes.flatMap((shape) => [shape.createdVersion, shape.updatedVersion]))]
  const lines = new Map<number, Line>()
  for (let i = 0; i < versions.length; i += versionsAtOnceMax) {
    const rows = await store.readRowsByVersion(key, versions.slice(i, i + versionsAtOnceMax))
    for (const row of rows) {
      const header: OperationHeader = JSON.parse(row.header)
      lines.set(row.version, header)
    }
  }
  return (shape) => {
    const created = lines.get(shape.createdVersion)
    const updated = lines.get(shape.updatedVersion)
    return {
      ...(created?.userId === undefined ? {} : { createdBy: created.userId }),
      ...(created === undefined ? {} : { createdAt: created.createdAt }),
      ...(updated?.userId === undefined ? {} : { updatedBy: updated.userId }),
      ...(updated === undefined ? {} : { updatedAt: updated.createdAt }),
    }
  }
}

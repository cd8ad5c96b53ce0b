import { type CanvasId, isUuid } from '@flowstate/engine'
import { storedValue } from '../../lib/stored-value.ts'

/** A canvas this browser has had open, newest first. */
export interface VisitedCanvas {
  readonly id: CanvasId
  readonly name: string
  readonly unnamed?: true
}

const keptMax = 12

function isVisited(value: unknown): value is VisitedCanvas {
  if (typeof value !== 'object' || value === null) return false
  return 'id' in value && isUuid(value.id) && 'name' in value && typeof value.name === 'string'
}

const stored = storedValue<readonly VisitedCanvas[]>('canvases', [], (value) =>
  Array.isArray(value) ? value.filter(isVisited) : null,
)

export function visitedCanvases(): readonly VisitedCanvas[] {
  return stored.read()
}

export function rememberCanvas({ id, name, unnamed }: VisitedCanvas): void {
  const others = stored.read().filter((one) => one.id !== id)
  stored.write([{ id, name, ...(unnamed && { unnamed }) }, ...others].slice(0, keptMax))
}

export function forgetCanvas(id: CanvasId): void {
  stored.write(stored.read().filter((one) => one.id !== id))
}

/** Whoever sits here next starts without them. */
export function forgetCanvases(): void {
  stored.write([])
}

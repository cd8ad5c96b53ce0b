import type { RestClient } from '@flowstate/client'
import {
  type CanvasId,
  type CanvasState,
  type ShapeId,
  stateFromWire,
  type WireState,
} from '@flowstate/engine'
import {
  type Checkpoint,
  freePersonColor,
  type HistoryEntry,
  type HistoryPage,
  type Person,
} from '@flowstate/protocol'

export interface CanvasHistory {
  readonly entries: readonly HistoryEntry[]
  readonly people: ReadonlyMap<string, Person>
  readonly head: number
}

/** Gives people who chose the same colour different ones; who comes later in the log gives way, as in a room (PR1). */
export function toldApart(people: Iterable<Person>): ReadonlyMap<string, Person> {
  const taken = new Set<string>()
  const result = new Map<string, Person>()
  for (const person of people) {
    const color = freePersonColor(person.color, taken)
    taken.add(color)
    result.set(person.id, { ...person, color })
  }
  return result
}

/** Reads the whole timeline, page by page. */
export async function readHistory(rest: RestClient, canvasId: CanvasId): Promise<CanvasHistory> {
  const entries: HistoryEntry[] = []
  const people = new Map<string, Person>()
  let since: number | null = 0
  let head = 0
  while (since !== null) {
    const page: HistoryPage = await rest.get(`/canvases/${canvasId}/history?since=${since}`)
    entries.push(...page.items)
    for (const person of page.people) people.set(person.id, person)
    head = page.version
    since = page.nextSince
  }
  const inOrder = [...new Set(entries.map(({ userId }) => userId))].flatMap((userId) => {
    const person = userId === undefined ? undefined : people.get(userId)
    return person === undefined ? [] : [person]
  })
  return { entries, people: toldApart(inOrder), head }
}

export async function readStateAt(
  rest: RestClient,
  canvasId: CanvasId,
  version: number,
): Promise<CanvasState> {
  return stateFromWire(await rest.get<WireState>(`/canvases/${canvasId}/state?at=${version}`))
}

export async function readCheckpoints(rest: RestClient, canvasId: CanvasId): Promise<readonly Checkpoint[]> {
  return (await rest.get<{ items: readonly Checkpoint[] }>(`/canvases/${canvasId}/versions`)).items
}

export interface RestoreAnswer {
  readonly operations: readonly unknown[]
}

/**
 * Restores the whole canvas, or some shapes of it (RS1).
 * @returns whether anything was otherwise
 */
export async function restoreVersion(
  rest: RestClient,
  canvasId: CanvasId,
  version: number,
  shapeIds?: readonly ShapeId[],
): Promise<boolean> {
  const path = `/canvases/${canvasId}/restore`
  const { operations } = await rest.post<RestoreAnswer>(path, { version, ...(shapeIds && { shapeIds }) })
  return operations.length > 0
}

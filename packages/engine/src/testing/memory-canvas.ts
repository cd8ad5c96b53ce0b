import type { Cells, ProposedChange } from '../change.ts'
import type { ShapeId, UserId } from '../ids.ts'
import { type MemoryLog, memoryLog } from './memory-log.ts'

/** Short words for examples: a log, and what people do on it by name. */
export interface MemoryCanvas {
  readonly log: MemoryLog
  /** Each appends one operation and gives its version; a refusal throws. */
  note(user: UserId, name: string, extra?: Extra): number
  frame(user: UserId, name: string, extra?: Extra): number
  paint(user: UserId, name: string, fill: string, gesture?: string): number
  remove(user: UserId, ...names: readonly string[]): number
  edit(user: UserId, ...changes: readonly ProposedChange[]): number
  fill(name: string): unknown
  /** Names under a parent, back first. */
  order(parent?: string): readonly string[]
}

export interface Extra {
  readonly parent?: string
  readonly cells?: Cells
}

export const anna = 'anna' as string as UserId
export const bert = 'bert' as string as UserId

/** The id of a shape with this name. */
export function shapeNamed(name: string): ShapeId {
  return `shape-id-${name}` as ShapeId
}

export function memoryCanvas(log: MemoryLog = memoryLog()): MemoryCanvas {
  function propose(user: UserId, changes: readonly ProposedChange[], gesture?: string): number {
    const row = { kind: 'edit', userId: user, ...(gesture !== undefined && { gesture }) } as const
    const version = log.propose(row, changes)
    if (version === undefined) throw new Error('the example was refused')
    return version
  }

  function create(kind: string, user: UserId, name: string, { parent, cells }: Extra = {}): number {
    const parentId = parent === undefined ? null : shapeNamed(parent)
    const shape = { id: shapeNamed(name), kind, parentId, position: [0, 0], size: [10, 10], ...cells }
    return propose(user, [{ kind: 'create', shape }])
  }

  return {
    log,
    note: (user, name, extra) => create('note', user, name, extra),
    frame: (user, name, extra) => create('frame', user, name, extra),
    paint: (user, name, fill, gesture) =>
      propose(user, [{ kind: 'update', id: shapeNamed(name), set: { fill } }], gesture),
    remove: (user, ...names) => propose(user, [{ kind: 'delete', ids: names.map(shapeNamed) }]),
    edit: (user, ...changes) => propose(user, changes),
    fill: (name) => log.state.get(shapeNamed(name))?.fill,
    order: (parent) =>
      log.state
        .children(parent === undefined ? null : shapeNamed(parent))
        .map(({ id }) => id.slice('shape-id-'.length)),
  }
}

import type { ProposedChange } from '../change.ts'
import type { HistoryPlan } from '../history/history-row.ts'
import type { PartLimits } from '../history/split-parts.ts'
import type { ShapeId, UserId } from '../ids.ts'
import { type MemoryLog, memoryLog } from './memory-log.ts'
import { pick, type Random, randomInteger } from './random-cells.ts'
import { randomChanges, randomDelta } from './random-changes.ts'

export const historyUsers: readonly UserId[] = [
  'anna',
  'bert',
  'cleo',
] as readonly string[] as readonly UserId[]

/** Sets the scene and never undoes anything. */
const host = 'host' as string as UserId

export interface HistoryOptions {
  readonly steps: number
  readonly partLimits?: PartLimits
  /** Containers are there from the start and left alone, so that every shape can go back to the parent it had. */
  readonly keepsContainers?: boolean
}

/** Everything that ever lived, so that people also write to what has died meanwhile (OP5). */
function knownIds(log: MemoryLog, keepsContainers: boolean): readonly ShapeId[] {
  const ids = [...log.state.shapes()].map(({ id }) => id)
  for (const [id] of log.state.dead()) ids.push(id)
  ids.sort()
  return keepsContainers ? ids.filter((id) => !id.startsWith('frame')) : ids
}

/** A few cells of few shapes, so that people get in each other's way. */
function narrowChange(random: Random, log: MemoryLog, keepsContainers: boolean): ProposedChange {
  const ids = knownIds(log, keepsContainers)
  const roll = random()
  if (ids.length === 0 || (roll < 0.2 && ids.length < 8)) {
    const kind = !keepsContainers && random() < 0.3 ? 'frame' : 'note'
    const id = `${kind}-shape-${log.rows.length}-${randomInteger(random, 1000)}` as ShapeId
    return { kind: 'create', shape: { id, kind, position: [0, 0], size: [10, 10] } }
  }
  const id = pick(random, ids)
  if (roll < 0.5) return { kind: 'update', id, set: { fill: pick(random, ['red', 'blue', 'green']) } }
  if (roll < 0.6) return { kind: 'update', id, set: { position: [randomInteger(random, 3), 0] } }
  if (roll < 0.65) return { kind: 'update', id, set: {}, unset: ['fill'] }
  if (roll < 0.72) {
    const text = log.state.get(id)?.text
    const delta = randomDelta(random, typeof text === 'string' ? text : '')
    return { kind: 'text', id, field: 'text', base: log.state.version, delta }
  }
  if (roll < 0.8) return { kind: 'place', ids: [id], at: pick(random, ['front', 'back']) }
  if (roll < 0.86) {
    const frames = [...log.state.shapes()].filter(({ kind }) => kind === 'frame')
    const parentId = frames.length === 0 ? null : pick(random, frames).id
    return { kind: 'place', ids: [id], parentId, at: 'front' }
  }
  if (roll < 0.9) return { kind: 'canvas', set: { background: pick(random, ['white', 'grey']) } }
  return { kind: 'delete', ids: [id], ...(random() < 0.3 && { children: 'lift' as const }) }
}

function proposeSomething(random: Random, log: MemoryLog, options: HistoryOptions, userId: UserId): void {
  const keepsContainers = options.keepsContainers === true
  const isWide = !keepsContainers && random() < 0.2
  const count = 1 + randomInteger(random, 3)
  const changes = isWide
    ? randomChanges(log.state, random)
    : Array.from({ length: count }, () => narrowChange(random, log, keepsContainers))
  const gesture = random() < 0.3 ? { gesture: pick(random, ['drag', 'type']) } : {}
  log.propose({ kind: random() < 0.9 ? 'edit' : 'import', userId, ...gesture }, changes)
}

/** One step of somebody: mostly edits, many undos and redos, now and then a restore or a revert. */
export function randomStep(random: Random, log: MemoryLog, options: HistoryOptions): HistoryPlan | undefined {
  const userId = pick(random, historyUsers)
  const roll = random()
  const head = log.state.version
  if (roll < 0.5) {
    proposeSomething(random, log, options, userId)
    return undefined
  }
  if (roll < 0.72) return log.undo(userId)
  if (roll < 0.76 && head > 0) {
    return log.undo(userId, { target: [pick(random, log.rows).id] })
  }
  if (roll < 0.88) return log.redo(userId)
  if (roll < 0.94 && options.keepsContainers !== true) {
    const ids = knownIds(log, false).filter(() => random() < 0.3)
    return log.restore(userId, randomInteger(random, head + 1), random() < 0.5 ? ids : undefined)
  }
  const from = 1 + randomInteger(random, head + 1)
  const to = from + randomInteger(random, 6)
  return log.revert(userId, { userId: pick(random, historyUsers), from, to })
}

/** A log of three people's work. */
export function randomHistory(random: Random, options: HistoryOptions): MemoryLog {
  const log = memoryLog(options.partLimits)
  if (options.keepsContainers === true) {
    for (const id of ['frame-one-', 'frame-two-'] as readonly string[] as readonly ShapeId[]) {
      const shape = { id, kind: 'frame', position: [0, 0], size: [10, 10] }
      log.propose({ kind: 'edit', userId: host }, [{ kind: 'create', shape }])
    }
  }
  for (let step = 0; step < options.steps; step++) randomStep(random, log, options)
  return log
}

import { type Change, type CommittedOperation, diff, replay } from '@flowstate/engine'
import type { SimulatedWorld } from './simulated-world.ts'

/** What is all or nothing: one row, or the parts of a set (OP9). */
export interface LogSet {
  readonly first: CommittedOperation
  readonly last: CommittedOperation
  readonly versions: readonly number[]
  readonly changes: readonly Change[]
}

function toSet(rows: readonly CommittedOperation[]): LogSet {
  return {
    first: rows[0] as CommittedOperation,
    last: rows.at(-1) as CommittedOperation,
    versions: rows.map((row) => row.version),
    changes: rows.flatMap((row) => row.changes),
  }
}

/** The log as what was all or nothing; C10 fails where a set is not whole, or carries its name twice. */
export function groupSets(world: SimulatedWorld, log: readonly CommittedOperation[]): readonly LogSet[] {
  const sets: LogSet[] = []
  for (let at = 0; at < log.length; ) {
    const first = log[at] as CommittedOperation
    const [part, count] = first.part ?? [1, 1]
    const rows = log.slice(at, at + count)
    const isWhole =
      part === 1 && rows.length === count && rows.every((row, i) => i === 0 || continues(first, row, i + 1))
    if (!isWhole) world.fail('C10', `the set at version ${first.version} is not whole`)
    sets.push(toSet(rows))
    at += rows.length
  }
  return sets
}

function continues(first: CommittedOperation, row: CommittedOperation, number: number): boolean {
  const isNext = row.part?.[0] === number && row.part[1] === first.part?.[1]
  const isSame = row.kind === first.kind && row.userId === first.userId
  return isNext && isSame && row.seq === undefined && row.undoOf === undefined && row.restoreOf === undefined
}

/** RS4: a restore gives back the canvas as it was, but for keys of the order that had to move. */
export function checkRestores(
  world: SimulatedWorld,
  log: readonly CommittedOperation[],
  sets: readonly LogSet[],
): void {
  for (const { first, last } of sets) {
    if (first.kind !== 'restore' || first.restoreOf === undefined) continue
    const then = replay(log.slice(0, first.restoreOf))
    const now = replay(log.slice(0, last.version))
    for (const change of diff(then, now)) {
      const isOrder =
        change.kind === 'update' &&
        change.unset === undefined &&
        Object.keys(change.set).every((cell) => cell === 'place') &&
        then.get(change.id)?.parentId === now.get(change.id)?.parentId
      if (!isOrder) world.fail('RS4', `restore ${first.version} left ${JSON.stringify(change).slice(0, 200)}`)
    }
  }
}

import type { Change } from '@flowstate/engine'
import { isWriteKind } from '@flowstate/engine'
import type { LogSet } from './log-sets.ts'
import type { SimulatedWorld } from './simulated-world.ts'

/** The cells a change sets one by one; being alive and the place of a shape are left to the model of the engine's tests. */
function* cellsOf(change: Change): Generator<string> {
  if (change.kind !== 'update') return
  for (const cell of Object.keys(change.set)) if (cell !== 'place') yield `${change.id} ${cell}`
  for (const cell of change.unset ?? []) yield `${change.id} ${cell}`
}

/** Stands for every cell of a shape, also those it does not have: a creation writes them all. */
function everyCellOf(subject: string): string {
  return `${subject.split(' ')[0]} *`
}

function* writtenBy({ changes }: LogSet): Generator<string> {
  for (const change of changes) {
    if (change.kind === 'create') yield everyCellOf(change.shape.id)
    else if (change.kind === 'text') yield `${change.id} text`
    else yield* cellsOf(change)
  }
}

/**
 * C8, from outside: an undo changes a cell only if the newest active write there is among what it takes back (UN3, UN4). A
 * plain inverse would write over what others did since.
 */
export function checkUndo(world: SimulatedWorld, sets: readonly LogSet[]): void {
  const setOf = new Map<number, LogSet>()
  const inactive = new Set<LogSet>()
  const writes = new Map<string, LogSet[]>()
  const isActive = (set: LogSet) => !inactive.has(set)
  const newestActive = (cell: string) => writes.get(cell)?.findLast(isActive)
  for (const set of sets) {
    for (const version of set.versions) setOf.set(version, set)
    const { first } = set
    // Naming one part means the set (OP9).
    const undoOf = new Set(first.undoOf)
    const named = new Set((first.undoOf ?? []).flatMap((version) => setOf.get(version) ?? []))
    if ([...named].some(({ versions }) => versions.some((version) => !undoOf.has(version)))) {
      world.fail('C10', `${first.kind} ${first.version} takes a part of a set`)
    }
    if (first.kind === 'undo') {
      for (const cell of set.changes.flatMap((change) => [...cellsOf(change)])) {
        const [one, whole] = [newestActive(cell), newestActive(everyCellOf(cell))]
        const newest = (one?.first.version ?? 0) > (whole?.first.version ?? 0) ? one : whole
        if (newest !== undefined && !named.has(newest)) {
          world.fail('C8', `undo ${first.version} wrote over ${cell} of version ${newest.first.version}`)
        }
      }
      for (const undone of named) inactive.add(undone)
    }
    if (first.kind === 'redo') for (const redone of named) inactive.delete(redone)
    if (!isWriteKind(first.kind)) continue
    for (const cell of writtenBy(set)) {
      const known = writes.get(cell)
      if (known === undefined) writes.set(cell, [set])
      else known.push(set)
    }
  }
}

import type { Change, CommittedOperation } from '@flowstate/engine'
import { isWriteKind } from '@flowstate/engine'
import type { SimulatedWorld } from './simulated-world.ts'

/** The cells a change writes one by one; being alive and the place of a shape are left to the model of the engine's tests. */
function* cellsOf(change: Change): Generator<string> {
  if (change.kind !== 'update') return
  for (const cell of Object.keys(change.set)) if (cell !== 'place') yield `${change.id} ${cell}`
  for (const cell of change.unset ?? []) yield `${change.id} ${cell}`
}

function* writtenBy(row: CommittedOperation): Generator<string> {
  for (const change of row.changes) {
    if (change.kind === 'create') {
      for (const cell of Object.keys(change.shape)) yield `${change.shape.id} ${cell}`
    } else if (change.kind === 'text') yield `${change.id} text`
    else yield* cellsOf(change)
  }
}

/**
 * C8, from outside: an undo changes a cell only if the newest active write there is among what it takes back (UN3, UN4). A
 * plain inverse would write over what others did since.
 */
export function checkUndo(world: SimulatedWorld, log: readonly CommittedOperation[]): void {
  const inactive = new Set<number>()
  const writes = new Map<string, number[]>()
  for (const row of log) {
    if (row.kind === 'undo') {
      const undone = new Set(row.undoOf ?? [])
      for (const change of row.changes) {
        for (const cell of cellsOf(change)) {
          const newest = (writes.get(cell) ?? []).findLast((version) => !inactive.has(version))
          if (newest !== undefined && !undone.has(newest)) {
            world.fail('C8', `undo ${row.version} wrote over ${cell} of version ${newest}`)
          }
        }
      }
      for (const version of undone) inactive.add(version)
    }
    if (row.kind === 'redo') for (const version of row.undoOf ?? []) inactive.delete(version)
    if (!isWriteKind(row.kind)) continue
    for (const cell of writtenBy(row)) {
      const versions = writes.get(cell)
      if (versions === undefined) writes.set(cell, [row.version])
      else versions.push(row.version)
    }
  }
}

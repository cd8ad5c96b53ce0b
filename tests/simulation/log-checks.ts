import type { CommittedOperation, OperationId } from '@flowstate/engine'
import { decodeState, emptyState, genesisHash, replay, stateHash, toHex, verifyRows } from '@flowstate/engine'
import { parseStoredRow, sha256 } from '@flowstate/server/testing'
import { checkRestores, groupSets } from './log-sets.ts'
import type { SimulatedClient } from './simulated-client.ts'
import type { SimulatedWorld } from './simulated-world.ts'
import { checkUndo } from './undo-check.ts'

/** The log as it lies in the store. */
export function readLog(world: SimulatedWorld, until?: number): readonly CommittedOperation[] {
  const { rows } = world.store.canvas(world.canvasId)
  return rows.slice(0, until).map((row) => parseStoredRow(world.canvasId, row).operation)
}

/** C1, C8, C10, C14: positions, chain, snapshots, sets, undo and restore, and what CM10 says of time. */
export function checkLog(world: SimulatedWorld, log: readonly CommittedOperation[]): void {
  const { head, snapshots } = world.store.canvas(world.canvasId)
  if (log.some((row, i) => row.version !== i + 1) || head.version !== log.length) {
    world.fail('C1', 'versions are not 1..head')
  }
  const start = { version: 0, hash: genesisHash(head.originId, sha256) }
  const chain = verifyRows(log, start, sha256)
  if (!chain.ok) world.fail('C14', `the chain breaks at ${chain.error.version}`)
  else if (toHex(chain.value.hash) !== toHex(head.hash)) world.fail('C14', 'the head has another hash')
  for (const [i, row] of log.entries()) {
    const before = log[i - 1]
    if (before !== undefined && row.createdAt < before.createdAt) {
      world.fail('CM10', `time goes back at version ${row.version}`)
    }
  }
  const state = emptyState()
  for (const row of log) {
    replay([row], state)
    const snapshot = snapshots.get(row.version)
    if (snapshot === undefined) continue
    const hash = toHex(stateHash(state, sha256))
    if (
      toHex(snapshot.stateHash) !== hash ||
      toHex(stateHash(decodeState(new TextDecoder().decode(snapshot.content)), sha256)) !== hash
    ) {
      world.fail('C14', `the snapshot at ${row.version} is not the state there`)
    }
  }
  const sets = groupSets(world, log)
  checkUndo(world, sets)
  checkRestores(world, log, sets)
}

/** C4: what a client committed stands in the order of its seqs; nothing takes another's place. */
function checkSequences(world: SimulatedWorld, log: readonly CommittedOperation[]): void {
  const lastSeq = new Map<string, number>()
  for (const row of log) {
    if (row.clientId === undefined || row.seq === undefined) continue
    const last = lastSeq.get(row.clientId) ?? 0
    if (row.seq <= last) world.fail('C4', `seq ${row.seq} after ${last} at version ${row.version}`)
    lastSeq.set(row.clientId, row.seq)
  }
  for (const [clientId, seq] of lastSeq) {
    const spent = [...world.store.canvas(world.canvasId).clients.values()].find(
      (client) => client.clientId === clientId,
    )
    if ((spent?.lastSeq ?? 0) < seq) world.fail('C4', `the log is ahead of the spent seq of ${clientId}`)
  }
}

/** C2, C3, C4: every submitted operation ended once, with what was submitted, and in the order of its author. */
export function checkClients(
  world: SimulatedWorld,
  clients: readonly SimulatedClient[],
  log: readonly CommittedOperation[],
): void {
  checkSequences(world, log)
  const versions = new Map<OperationId, number>()
  for (const row of log) {
    if (versions.has(row.id)) world.fail('C2', `operation ${row.id} is in the log twice`)
    versions.set(row.id, row.version)
  }
  const { answers } = world.store.canvas(world.canvasId)
  for (const client of clients) {
    let last = 0
    let lifeBefore = 0
    for (const { id, changes, durable, life } of client.submitted) {
      if (client.fate.isShared && life !== lifeBefore) last = 0
      lifeBefore = life
      const version = versions.get(id)
      if (version === undefined) {
        if (!durable || answers.has(id) || client.failedIds().has(id)) continue
        // An undo that a dead tab has left was not meant for what another has done since.
        if (changes === null && client.fate.isShared) continue
        world.fail('C3', `operation ${id} is neither committed nor refused`)
      } else {
        if (version < last && !client.fate.isCloned) {
          world.fail('C4', `version ${version} overtook ${last} of the same client`)
        }
        last = Math.max(last, version)
        if (answers.has(id)) world.fail('C3', `operation ${id} is committed and refused`)
      }
    }
  }
}

import { toHex } from '@flowstate/engine'
import { errorCatalogue } from '@flowstate/protocol'
import type { CommitOutcome, CommitRequest } from '@flowstate/server/testing'
import type { SimulatedWorld } from './simulated-world.ts'

interface Identity {
  readonly id?: unknown
  readonly clientId?: unknown
  readonly seq?: unknown
}

function identityOf(request: CommitRequest): Identity {
  if (request.name !== 'operation') return request
  return typeof request.proposal === 'object' && request.proposal !== null ? request.proposal : {}
}

/**
 * What is answered must be on disk at that very moment: the rows as they were acknowledged (C2), by somebody who may (CM5),
 * and the seq spent by everything final (C4).
 */
export function checkOutcome(world: SimulatedWorld, request: CommitRequest, outcome: CommitOutcome): void {
  const { rows, clients } = world.store.canvas(world.canvasId)
  if (outcome.kind === 'committed') {
    for (const { version, operation } of outcome.rows) {
      const stored = rows[version - 1]
      if (stored === undefined || toHex(stored.hash) !== operation.hash) {
        world.fail('C2', `version ${version} was acknowledged and is not in the log`)
      }
    }
  }
  const { clientId, seq } = identityOf(request)
  if (typeof clientId !== 'string' || typeof seq !== 'number') return
  if (outcome.kind === 'refused' && errorCatalogue[outcome.code].class !== 'final') return
  const spent = [...clients.values()].find((client) => client.clientId === clientId)?.lastSeq ?? 0
  if (spent < seq) world.fail('C4', `seq ${seq} was answered (${outcome.kind}) and is not spent`)
}

import { publishAccess, raiseAccess } from '../access/raise-access.ts'
import type { Deps } from '../deps.ts'
import { endExpiredShares } from './share-repo.ts'

const sweepEveryMs = 1_000

/**
 * A link whose time is over takes a right away like one that is withdrawn, so it raises access_no too (CM5): within a second
 * its sockets are gone. Answers how to stop.
 */
export function keepEndingShares(deps: Pick<Deps, 'db' | 'bus' | 'clock' | 'log'>): () => void {
  let stopped = false
  let cancel = () => {}
  async function sweep() {
    try {
      const raised = await deps.db.kysely.transaction().execute(async (tx) => {
        const ended = await endExpiredShares(tx, new Date(deps.clock.now()))
        const each = []
        for (const canvasId of ended) each.push(...(await raiseAccess(tx, { canvasId })))
        return each
      })
      publishAccess(deps.bus, raised)
    } catch (error) {
      // The database is away; links are checked again on every read, and the next sweep will tell the rooms.
      deps.log.debug({ err: error }, 'expired share links were not swept')
    }
    if (!stopped) cancel = deps.clock.after(sweepEveryMs, () => void sweep())
  }
  cancel = deps.clock.after(sweepEveryMs, () => void sweep())
  return () => {
    stopped = true
    cancel()
  }
}

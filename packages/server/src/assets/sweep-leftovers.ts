import type { Db } from '../storage/database.ts'
import type { Forget } from '../upkeep/forget-expired.ts'
import { doomLeftovers, forgetLeftovers } from './leftover-repo.ts'
import type { OutsideStore } from './object-name.ts'
import type { OutsideAssets } from './outside-assets.ts'

/**
 * Deletes from the stores outside what no picture names: what deleted canvases had, what uploads that broke off left, and what
 * was moved. Rows are gone long before, so a failure leaves nothing that is missed; the rest of the round is done in a later
 * one. A store that fails does not keep the others from being swept.
 */
export function sweepLeftovers(assets: OutsideAssets): Forget {
  return async (db, nowMs, countMax) => {
    const rounds = assets.reachable.map((store) => sweepStore(db, assets, { store, nowMs, countMax }))
    const counts: number[] = []
    for (const round of await Promise.allSettled(rounds)) {
      if (round.status === 'rejected') throw round.reason
      counts.push(round.value)
    }
    // As many as were asked for mean that there are more.
    return Math.max(0, ...counts)
  }
}

async function sweepStore(
  { kysely }: Pick<Db, 'kysely'>,
  assets: OutsideAssets,
  round: { readonly store: OutsideStore; readonly nowMs: number; readonly countMax: number },
): Promise<number> {
  const names = await doomLeftovers(kysely, round.store, round)
  for (const name of names) {
    await assets.delete(name)
    await forgetLeftovers(kysely, [name])
  }
  return names.length
}

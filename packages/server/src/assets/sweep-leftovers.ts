import type { Forget } from '../upkeep/forget-expired.ts'
import type { AssetStore } from './asset-store.ts'
import { doomLeftovers, forgetLeftovers } from './leftover-repo.ts'

/**
 * Deletes from the store outside what no picture names: what deleted canvases had, and what uploads that broke off left. Rows
 * are gone long before, so a failure leaves nothing that is missed; the rest of the round is done in a later one.
 */
export function sweepLeftovers(store: AssetStore): Forget {
  return async ({ kysely }, nowMs, rowsMax) => {
    const names = await doomLeftovers(kysely, nowMs, rowsMax)
    for (const name of names) {
      await store.delete(name)
      await forgetLeftovers(kysely, [name])
    }
    return names.length
  }
}

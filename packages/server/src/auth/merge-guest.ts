import type { SessionId } from '@flowstate/engine'
import { insertAudit } from '../access/audit-repo.ts'
import { publishAccess, type RaisedAccess, raiseAccess } from '../access/raise-access.ts'
import type { Deps } from '../deps.ts'
import { closeLogins, readAuthor } from './login-repo.ts'
import {
  copyRights,
  lockMergeParties,
  lockWorkspacesOf,
  type MergePair,
  markMerged,
  moveBelongings,
} from './merge-repo.ts'
import type { AccessClaims } from './tokens.ts'

type Merged =
  | { readonly kind: 'merged'; readonly raised: RaisedAccess; readonly closed: readonly SessionId[] }
  /** The token is not, or no longer, that of a guest who can be merged into this account. */
  | { readonly kind: 'no_guest' }

/**
 * Moves everything of a guest into an account, in one transaction. Asking again with the token of a guest who has been merged
 * into this very account is no error, and takes along what came in between. Answers whether it is done.
 */
export async function mergeGuest(deps: Deps, pair: MergePair, claims: AccessClaims): Promise<boolean> {
  const now = new Date(deps.clock.now())
  const { guestId, accountId } = pair
  const outcome = await deps.db.kysely.transaction().execute(async (tx): Promise<Merged> => {
    const parties = await lockMergeParties(tx, pair)
    const [guest, account] = [parties.get(guestId), parties.get(accountId)]
    if (!guest?.guest || account === undefined || account.guest || account.disabled)
      return { kind: 'no_guest' }
    const isAgain = guest.mergedInto === accountId
    // A guest merged into another account has no open login, nor has one who signed out.
    if (!isAgain && (await readAuthor(tx, { ...claims, nowMs: now.getTime() })) === null)
      return { kind: 'no_guest' }
    const workspaces = await lockWorkspacesOf(tx, guestId)
    await copyRights(tx, pair, now)
    // While the guest's rights still say which canvases are concerned.
    const raised = await raiseAccess(tx, { userId: guestId })
    await moveBelongings(tx, pair)
    for (const { id: workspaceId } of workspaces)
      await insertAudit(tx, {
        workspaceId,
        userId: accountId,
        action: 'guest_merged',
        detail: { guest: guestId },
        now,
      })
    const closed = await closeLogins(tx, { userId: guestId, now })
    if (!isAgain) await markMerged(tx, pair, now)
    return { kind: 'merged', raised, closed }
  })
  if (outcome.kind === 'no_guest') return false
  publishAccess(deps.bus, outcome.raised)
  if (outcome.closed.length > 0)
    deps.bus.publish({ kind: 'login_closed', userId: guestId, sessionIds: outcome.closed })
  return true
}

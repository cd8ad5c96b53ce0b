import type { UserId, WorkspaceId } from '@flowstate/engine'
import { type Role, roleAtLeast } from '@flowstate/protocol'
import { insertAudit } from '../access/audit-repo.ts'
import { publishAccess, type RaisedAccess, raiseAccess } from '../access/raise-access.ts'
import type { Deps } from '../deps.ts'
import { type RefusedAnswer, refuse } from '../http/answer.ts'
import { deleteMember, findMember, insertMember, lockOwners, setMemberRole } from './member-repo.ts'

interface MemberChange {
  readonly workspaceId: WorkspaceId
  /** Who asks, with the role they have. */
  readonly by: { readonly userId: UserId; readonly role: Role }
  readonly userId: UserId
  /** Null: leaves the workspace. */
  readonly role: Role | null
}

/** Nobody hands out, changes or takes away a role above their own. Leaving is everybody's right. */
function mayChange({ by, userId, role }: MemberChange, before: Role | null): boolean {
  if (userId === by.userId) return role === null || roleAtLeast(by.role, role)
  if (!roleAtLeast(by.role, 'admin')) return false
  return roleAtLeast(by.role, role ?? 'viewer') && roleAtLeast(by.role, before ?? 'viewer')
}

/**
 * Adds, changes or removes a member in one transaction, raising access_no of every canvas in the workspace (CM5). The last
 * owner stays one. `added` tells whether the person had to be a stranger before.
 */
export async function changeMember(
  deps: Deps,
  change: MemberChange & { readonly expect: 'stranger' | 'member' },
): Promise<RefusedAnswer | null> {
  const { workspaceId, userId, role } = change
  const now = new Date(deps.clock.now())
  const outcome = await deps.db.kysely
    .transaction()
    .execute(async (tx): Promise<RefusedAnswer | RaisedAccess> => {
      const owners = await lockOwners(tx, workspaceId)
      const before = (await findMember(tx, workspaceId, userId))?.role ?? null
      // The role the caller had when the request was let in may have changed before the lock.
      const byRole = (await findMember(tx, workspaceId, change.by.userId))?.role ?? null
      if (byRole === null) return refuse('not_found')
      if (change.expect === 'member' && before === null) return refuse('not_found')
      if (change.expect === 'stranger' && before !== null) return refuse('already_member')
      if (!mayChange({ ...change, by: { ...change.by, role: byRole } }, before)) return refuse('forbidden')
      if (before === 'owner' && role !== 'owner' && owners.length === 1) return refuse('last_owner')
      if (role === null) await deleteMember(tx, workspaceId, userId)
      else if (before === null) await insertMember(tx, { workspaceId, userId, role, now })
      else await setMemberRole(tx, { workspaceId, userId, role })
      await insertAudit(tx, {
        workspaceId,
        userId: change.by.userId,
        action: role === null ? 'member_removed' : before === null ? 'member_added' : 'member_changed',
        detail: { member: userId, ...(role === null ? {} : { role }) },
        now,
      })
      return raiseAccess(tx, { workspaceId })
    })
  if ('kind' in outcome) return outcome
  publishAccess(deps.bus, outcome)
  return null
}

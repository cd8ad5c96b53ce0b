import { type Role, roleAtLeast, roles, type Workspace } from '@flowstate/protocol'

/** Roles somebody may hand out: none above their own, and none at all below admin. Strongest first. */
export function rolesToGive(own: Role): readonly Role[] {
  if (!roleAtLeast(own, 'admin')) return []
  return roles.filter((role) => roleAtLeast(own, role)).toReversed()
}

/** What somebody is offered to do with a member. The server decides by the same rules. */
export interface MemberRights {
  readonly changeRole: boolean
  readonly remove: boolean
  readonly resetLink: boolean
}

export function rightsOnMember(
  workspace: Pick<Workspace, 'role' | 'resetLinks'>,
  member: { readonly role: Role; readonly guest: boolean; readonly self: boolean },
): MemberRights {
  const { role: own, resetLinks = false } = workspace
  const over = roleAtLeast(own, 'admin') && roleAtLeast(own, member.role)
  return {
    changeRole: over,
    // Leaving is a thing of its own.
    remove: over && !member.self,
    resetLink: resetLinks && member.role !== 'owner' && !member.guest && !member.self,
  }
}

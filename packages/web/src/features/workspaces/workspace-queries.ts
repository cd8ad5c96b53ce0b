import type { RestClient } from '@flowstate/client'
import type { WorkspaceId } from '@flowstate/engine'
import type { Member, Workspace } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { useServices } from '../../app/services.ts'
import { everyPage } from '../../lib/every-page.ts'
import { shownPerson } from '../../lib/shown-person.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { whileLooking } from '../home/while-looking.ts'
import { isOwnPersonal, titledWorkspace } from './workspace-title.ts'

export const workspacesKey = ['workspaces'] as const
export const membersKey = (workspaceId: WorkspaceId) => ['members', workspaceId] as const

/** One's own first, then by name. */
function ownFirst(a: Workspace, b: Workspace): number {
  return (
    Number(isOwnPersonal(b)) - Number(isOwnPersonal(a)) ||
    a.name.localeCompare(b.name) ||
    a.id.localeCompare(b.id)
  )
}

async function readWorkspaces(rest: RestClient): Promise<readonly Workspace[]> {
  await ensureSignedIn(rest)
  return everyPage<Workspace>(rest, '/workspaces')
}

/** The workspaces this person is in. */
export function useWorkspaces() {
  const { rest } = useServices()
  return useQuery({
    queryKey: workspacesKey,
    queryFn: () => readWorkspaces(rest),
    select: (workspaces) => workspaces.map(titledWorkspace).toSorted(ownFirst),
    ...whileLooking,
  })
}

/** Who belongs to a workspace, by name. */
export function useMembers(workspaceId: WorkspaceId) {
  const { rest } = useServices()
  return useQuery({
    queryKey: membersKey(workspaceId),
    queryFn: () => everyPage<Member>(rest, `/workspaces/${workspaceId}/members`),
    select: (members) =>
      members
        .map((member) => ({ ...member, user: shownPerson(member.user) }))
        .toSorted((a, b) => a.user.displayName.localeCompare(b.user.displayName)),
    ...whileLooking,
  })
}

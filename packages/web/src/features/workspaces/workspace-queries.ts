import type { RestClient } from '@flowstate/client'
import type { WorkspaceId } from '@flowstate/engine'
import type { Member, Workspace } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { useServices } from '../../app/services.ts'
import { everyPage } from '../../lib/every-page.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { whileLooking } from '../home/while-looking.ts'

export const workspacesKey = ['workspaces'] as const
export const membersKey = (workspaceId: WorkspaceId) => ['members', workspaceId] as const

/** The personal one first, then by name. */
async function readWorkspaces(rest: RestClient): Promise<readonly Workspace[]> {
  await ensureSignedIn(rest)
  const all = await everyPage<Workspace>(rest, '/workspaces')
  return all.toSorted(
    (a, b) =>
      Number(b.personal) - Number(a.personal) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  )
}

/** The workspaces this person is in. */
export function useWorkspaces() {
  const { rest } = useServices()
  return useQuery({ queryKey: workspacesKey, queryFn: () => readWorkspaces(rest), ...whileLooking })
}

/** Who belongs to a workspace, by name. */
export function useMembers(workspaceId: WorkspaceId) {
  const { rest } = useServices()
  return useQuery({
    queryKey: membersKey(workspaceId),
    queryFn: async () => {
      const all = await everyPage<Member>(rest, `/workspaces/${workspaceId}/members`)
      return all.toSorted((a, b) => a.user.displayName.localeCompare(b.user.displayName))
    },
    ...whileLooking,
  })
}

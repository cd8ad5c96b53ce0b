import type { RestClient } from '@flowstate/client'
import type { WorkspaceId } from '@flowstate/engine'
import type { Member, Workspace } from '@flowstate/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useServices } from '../../app/services.ts'
import { everyPage } from '../../lib/every-page.ts'
import { ensureSignedIn } from '../auth/ensure-signed-in.ts'
import { whileLooking } from '../home/while-looking.ts'

export const workspacesKey = ['workspaces'] as const
export const membersKey = (workspaceId: WorkspaceId) => ['members', workspaceId] as const

/** What the server calls the workspace everybody has, until its owner calls it something else. */
const givenName = 'My workspace'

interface ListedWorkspace extends Workspace {
  /** Of somebody else's personal workspace. */
  readonly ownerName?: string
}

const readMembers = (rest: RestClient, workspaceId: WorkspaceId) =>
  everyPage<Member>(rest, `/workspaces/${workspaceId}/members`)

/** To its members the personal workspace of somebody else is one like any other: only whose it is has to be said. */
async function seenByMember(rest: RestClient, workspace: Workspace): Promise<ListedWorkspace> {
  if (!workspace.personal || workspace.role === 'owner') return workspace
  const members = await readMembers(rest, workspace.id).catch(() => [])
  const owner = members.find(({ role }) => role === 'owner')
  return {
    ...workspace,
    personal: false,
    ...(owner === undefined ? {} : { ownerName: owner.user.displayName }),
  }
}

/** The personal one first, then by name. */
async function readWorkspaces(rest: RestClient): Promise<readonly ListedWorkspace[]> {
  await ensureSignedIn(rest)
  const listed = await everyPage<Workspace>(rest, '/workspaces')
  const all = await Promise.all(listed.map((workspace) => seenByMember(rest, workspace)))
  return all.toSorted(
    (a, b) =>
      Number(b.personal) - Number(a.personal) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  )
}

/** The workspaces this person is in, by the names they have for this person. */
export function useWorkspaces() {
  const { t } = useTranslation()
  const { rest } = useServices()
  const named = useMemo(
    () => (workspaces: readonly ListedWorkspace[]) =>
      workspaces.map(({ ownerName, ...workspace }): Workspace => {
        if (workspace.name !== givenName) return workspace
        if (ownerName !== undefined) return { ...workspace, name: t('workspaces.of', { name: ownerName }) }
        return workspace.personal ? { ...workspace, name: t('workspaces.mine') } : workspace
      }),
    [t],
  )
  return useQuery({
    queryKey: workspacesKey,
    queryFn: () => readWorkspaces(rest),
    select: named,
    ...whileLooking,
  })
}

/** Who belongs to a workspace, by name. */
export function useMembers(workspaceId: WorkspaceId) {
  const { rest } = useServices()
  return useQuery({
    queryKey: membersKey(workspaceId),
    queryFn: async () => {
      const all = await readMembers(rest, workspaceId)
      return all.toSorted((a, b) => a.user.displayName.localeCompare(b.user.displayName))
    },
    ...whileLooking,
  })
}

import type { RestClient } from '@flowstate/client'
import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { AddMemberBody, Member, ResetLink, Role, Workspace } from '@flowstate/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useServices } from '../../app/services.ts'
import { inWords } from '../home/home-problem.ts'
import { membersKey, workspacesKey } from './workspace-queries.ts'

/** What people do with workspaces and members. All of them throw an Error in words. */
export interface WorkspaceActions {
  create(name: string): Promise<Workspace>
  rename(id: WorkspaceId, name: string): Promise<void>
  remove(id: WorkspaceId): Promise<void>
  addMember(id: WorkspaceId, body: AddMemberBody): Promise<Member>
  changeRole(id: WorkspaceId, userId: UserId, role: Role): Promise<void>
  /** Oneself: leaves. */
  removeMember(id: WorkspaceId, userId: UserId): Promise<void>
  makeResetLink(id: WorkspaceId, userId: UserId): Promise<ResetLink>
}

function actionsOver(rest: RestClient, queries: QueryClient): WorkspaceActions {
  /** Done or not, what is shown is read again: a refusal often means that others were faster. */
  async function call<Answer>(work: Promise<Answer>, id?: WorkspaceId): Promise<Answer> {
    try {
      return await inWords(work)
    } finally {
      const reread = [workspacesKey, ['canvases'], ...(id === undefined ? [] : [membersKey(id)])]
      await Promise.all(reread.map((queryKey) => queries.invalidateQueries({ queryKey })))
    }
  }
  const at = (id: WorkspaceId) => `/workspaces/${id}`
  const member = (id: WorkspaceId, userId: UserId) => `${at(id)}/members/${userId}`
  return {
    create: (name) => call(rest.post<Workspace>('/workspaces', { name })),
    rename: (id, name) => call(rest.request({ method: 'PATCH', path: at(id), body: { name } })),
    remove: (id) => call(rest.request({ method: 'DELETE', path: at(id) })),
    addMember: (id, body) => call(rest.post<Member>(`${at(id)}/members`, body), id),
    changeRole: (id, userId, role) =>
      call(rest.request({ method: 'PATCH', path: member(id, userId), body: { role } }), id),
    removeMember: (id, userId) => call(rest.request({ method: 'DELETE', path: member(id, userId) }), id),
    makeResetLink: (id, userId) => inWords(rest.post<ResetLink>(`${member(id, userId)}/reset-link`)),
  }
}

export function useWorkspaceActions(): WorkspaceActions {
  const { rest, queries } = useServices()
  return useMemo(() => actionsOver(rest, queries), [rest, queries])
}

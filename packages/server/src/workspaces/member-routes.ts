import type { UserId } from '@flowstate/engine'
import {
  addMemberBodySchema,
  closedObject,
  memberRoleBodySchema,
  memberSchema,
  pageOf,
  pageQuerySchema,
  userIdSchema,
  workspaceIdSchema,
} from '@flowstate/protocol'
import { findUser, findUserByEmail } from '../auth/user-repo.ts'
import type { Deps } from '../deps.ts'
import { answer, answerEmpty, refuse } from '../http/answer.ts'
import { workspaceRoute } from '../http/define-route.ts'
import { readPage } from '../http/page-cursor.ts'
import type { Route } from '../http/route.ts'
import { changeMember } from './change-member.ts'
import { findMember, listMembers } from './member-repo.ts'

const tag = 'Workspaces'
const params = closedObject({ workspaceId: workspaceIdSchema })
const memberParams = closedObject({ workspaceId: workspaceIdSchema, userId: userIdSchema })

export function memberRoutes(deps: Deps): readonly Route[] {
  return [list(deps), add(deps), edit(deps), remove(deps)]
}

function list(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'GET',
      path: '/workspaces/:workspaceId/members',
      name: 'listMembers',
      tag,
      summary: 'Who belongs to a workspace',
      role: 'viewer',
      params,
      query: pageQuerySchema,
      answers: { 200: pageOf(memberSchema) },
    },
    async ({ workspaceId, query }) => {
      const page = readPage<UserId>(query)
      if (page === null) return refuse('bad_request', { path: '/query/cursor' })
      const items = await listMembers(deps.db.kysely, { workspaceId, ...page.read })
      return answer(
        200,
        page.envelope(items, (item) => item.user.id),
      )
    },
  )
}

function add(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'POST',
      path: '/workspaces/:workspaceId/members',
      name: 'addMember',
      tag,
      summary: 'Add somebody who has an account',
      role: 'admin',
      params,
      body: addMemberBodySchema,
      answers: { 201: memberSchema },
    },
    async ({ author, role, workspaceId, body }) => {
      if ((body.email === undefined) === (body.userId === undefined)) {
        return refuse('bad_request', { detail: 'Give either email or userId', path: '/email' })
      }
      const db = deps.db.kysely
      const user =
        body.userId === undefined
          ? await findUserByEmail(db, (body.email ?? '').toLowerCase())
          : await findUser(db, body.userId)
      if (user === null) return refuse('not_found', { detail: 'There is no such account' })
      const by = { userId: author.userId, role }
      const change = { workspaceId, by, userId: user.id, role: body.role, expect: 'stranger' } as const
      const refused = await changeMember(deps, change)
      if (refused !== null) return refused
      const member = await findMember(db, workspaceId, user.id)
      return member === null ? refuse('not_found') : answer(201, member)
    },
  )
}

function edit(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'PATCH',
      path: '/workspaces/:workspaceId/members/:userId',
      name: 'changeMemberRole',
      tag,
      summary: 'Change the role of a member; the last owner stays',
      role: 'admin',
      params: memberParams,
      body: memberRoleBodySchema,
      answers: { 200: memberSchema },
    },
    async ({ author, role, workspaceId, params: { userId }, body }) => {
      const by = { userId: author.userId, role }
      const refused = await changeMember(deps, { workspaceId, by, userId, role: body.role, expect: 'member' })
      if (refused !== null) return refused
      const member = await findMember(deps.db.kysely, workspaceId, userId)
      return member === null ? refuse('not_found') : answer(200, member)
    },
  )
}

function remove(deps: Deps): Route {
  return workspaceRoute(
    {
      method: 'DELETE',
      path: '/workspaces/:workspaceId/members/:userId',
      name: 'removeMember',
      tag,
      summary: 'Remove a member, or leave; the last owner stays',
      role: 'viewer',
      params: memberParams,
      answers: { 204: null },
    },
    async ({ author, role, workspaceId, params: { userId } }) => {
      const by = { userId: author.userId, role }
      const refused = await changeMember(deps, { workspaceId, by, userId, role: null, expect: 'member' })
      return refused ?? answerEmpty()
    },
  )
}

import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { Member, Role } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

interface MemberRow {
  readonly user_id: UserId
  readonly display_name: string
  readonly color: string
  readonly guest: boolean
  readonly role: Role
  readonly joined_at: Date
}

const toMember = (row: MemberRow): Member => ({
  user: { id: row.user_id, displayName: row.display_name, color: row.color, guest: row.guest },
  role: row.role,
  joinedAt: row.joined_at.toISOString(),
})

function members(db: Kysely<Schema>, workspaceId: WorkspaceId) {
  return db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.user_id', 'u.display_name', 'u.color', 'u.guest', 'm.role', 'm.joined_at'])
    .where('m.workspace_id', '=', workspaceId)
}

/** By user id. */
export async function listMembers(
  db: Kysely<Schema>,
  page: { readonly workspaceId: WorkspaceId; readonly afterId: UserId | null; readonly limit: number },
): Promise<Member[]> {
  let query = members(db, page.workspaceId).orderBy('m.user_id').limit(page.limit)
  if (page.afterId !== null) query = query.where('m.user_id', '>', page.afterId)
  return (await query.execute()).map(toMember)
}

export async function findMember(
  db: Kysely<Schema>,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<Member | null> {
  const row = await members(db, workspaceId).where('m.user_id', '=', userId).executeTakeFirst()
  return row === undefined ? null : toMember(row)
}

/** Throws UniqueViolation when already a member. */
export async function insertMember(
  db: Kysely<Schema>,
  member: {
    readonly workspaceId: WorkspaceId
    readonly userId: UserId
    readonly role: Role
    readonly now: Date
  },
): Promise<void> {
  await db
    .insertInto('members')
    .values({
      workspace_id: member.workspaceId,
      user_id: member.userId,
      role: member.role,
      joined_at: member.now,
    })
    .execute()
}

export async function setMemberRole(
  db: Kysely<Schema>,
  which: { readonly workspaceId: WorkspaceId; readonly userId: UserId; readonly role: Role },
): Promise<void> {
  await db
    .updateTable('members')
    .set({ role: which.role })
    .where('workspace_id', '=', which.workspaceId)
    .where('user_id', '=', which.userId)
    .execute()
}

export async function deleteMember(
  db: Kysely<Schema>,
  workspaceId: WorkspaceId,
  userId: UserId,
): Promise<void> {
  await db
    .deleteFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .execute()
}

/** Locks the workspace, so that two owners who leave at once take turns; answers the owners. */
export async function lockOwners(tx: Kysely<Schema>, workspaceId: WorkspaceId): Promise<readonly UserId[]> {
  await sql`select 1 from workspaces where id = ${workspaceId} for update`.execute(tx)
  const rows = await tx
    .selectFrom('members')
    .select('user_id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .execute()
  return rows.map((row) => row.user_id)
}

import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { Role, Workspace } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

export interface NewWorkspace {
  readonly id: WorkspaceId
  readonly name: string
  readonly personal: boolean
  readonly createdBy: UserId
  readonly now: Date
}

/** Its creator is its owner. */
export async function insertWorkspace(db: Kysely<Schema>, workspace: NewWorkspace): Promise<Workspace> {
  const { id, name, now } = workspace
  await db
    .insertInto('workspaces')
    .values({
      id,
      name,
      personal: workspace.personal,
      created_by: workspace.createdBy,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    })
    .execute()
  await db
    .insertInto('members')
    .values({ workspace_id: id, user_id: workspace.createdBy, role: 'owner', joined_at: now })
    .execute()
  const { personal } = workspace
  return {
    id,
    name,
    role: 'owner',
    personal,
    canvasCount: 0,
    memberCount: 1,
    createdAt: now.toISOString(),
  }
}

interface WorkspaceRow {
  readonly id: WorkspaceId
  readonly name: string
  readonly role: Role
  readonly personal: boolean
  readonly canvas_count: number
  readonly member_count: number
  readonly created_at: Date
}

const toWorkspace = (row: WorkspaceRow): Workspace => ({
  id: row.id,
  name: row.name,
  role: row.role,
  personal: row.personal,
  canvasCount: row.canvas_count,
  memberCount: row.member_count,
  createdAt: row.created_at.toISOString(),
})

function memberships(db: Kysely<Schema>, userId: UserId) {
  return db
    .selectFrom('workspaces as w')
    .innerJoin('members as m', 'm.workspace_id', 'w.id')
    .select(['w.id', 'w.name', 'm.role', 'w.personal', 'w.created_at'])
    .select([
      sql<number>`(select count(*)::int from canvases c where c.workspace_id = w.id and c.trashed_at is null)`.as(
        'canvas_count',
      ),
      sql<number>`(select count(*)::int from members n where n.workspace_id = w.id)`.as('member_count'),
    ])
    .where('m.user_id', '=', userId)
    .where('w.deleted_at', 'is', null)
}

/** By id, which is the order they were made in. */
export async function listWorkspaces(
  db: Kysely<Schema>,
  page: { readonly userId: UserId; readonly afterId: WorkspaceId | null; readonly limit: number },
): Promise<Workspace[]> {
  let query = memberships(db, page.userId).orderBy('w.id').limit(page.limit)
  if (page.afterId !== null) query = query.where('w.id', '>', page.afterId)
  return (await query.execute()).map(toWorkspace)
}

export async function findWorkspace(
  db: Kysely<Schema>,
  id: WorkspaceId,
  userId: UserId,
): Promise<Workspace | null> {
  const row = await memberships(db, userId).where('w.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toWorkspace(row)
}

export async function renameWorkspace(
  db: Kysely<Schema>,
  id: WorkspaceId,
  name: string,
  now: Date,
): Promise<void> {
  await db.updateTable('workspaces').set({ name, updated_at: now }).where('id', '=', id).execute()
}

export async function deleteWorkspace(db: Kysely<Schema>, id: WorkspaceId, now: Date): Promise<void> {
  await db.updateTable('workspaces').set({ deleted_at: now }).where('id', '=', id).execute()
}

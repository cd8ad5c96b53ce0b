import type { UserId, WorkspaceId } from '@flowstate/engine'
import type { Role, Workspace } from '@flowstate/protocol'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../storage/schema.ts'

export interface NewWorkspace {
  readonly id: WorkspaceId
  /** Null: nobody has named it. */
  readonly name: string | null
  readonly personal: boolean
  readonly createdBy: UserId
  readonly now: Date
}

/** What the API says where nobody has given a name. */
const unnamedWorkspace = 'My workspace'

/** Its creator is its owner. */
export async function insertWorkspace(db: Kysely<Schema>, workspace: NewWorkspace): Promise<Workspace> {
  const { id, now } = workspace
  const name = workspace.name ?? unnamedWorkspace
  const unnamed = workspace.name === null
  await db
    .insertInto('workspaces')
    .values({
      id,
      name,
      unnamed,
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
    ...(unnamed ? { unnamed } : {}),
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
  readonly unnamed: boolean
  readonly owner_id: UserId
  readonly owner_name: string
  readonly owner_color: string
  readonly owner_guest: boolean
  readonly canvas_count: number
  readonly member_count: number
  readonly created_at: Date
}

const toWorkspace = (row: WorkspaceRow, reader: UserId): Workspace => ({
  id: row.id,
  name: row.name,
  ...(row.unnamed ? { unnamed: true } : {}),
  role: row.role,
  personal: row.personal,
  ...(row.personal && row.owner_id !== reader
    ? {
        madeFor: {
          id: row.owner_id,
          displayName: row.owner_name,
          color: row.owner_color,
          guest: row.owner_guest,
        },
      }
    : {}),
  canvasCount: row.canvas_count,
  memberCount: row.member_count,
  createdAt: row.created_at.toISOString(),
})

function memberships(db: Kysely<Schema>, userId: UserId) {
  return db
    .selectFrom('workspaces as w')
    .innerJoin('members as m', 'm.workspace_id', 'w.id')
    .innerJoin('users as maker', 'maker.id', 'w.created_by')
    .innerJoin('users as o', (join) =>
      join.on((on) => on('o.id', '=', on.fn.coalesce('maker.merged_into', 'maker.id'))),
    )
    .select(['w.id', 'w.name', 'w.unnamed', 'm.role', 'w.personal', 'w.created_at'])
    .select([
      'o.id as owner_id',
      'o.display_name as owner_name',
      'o.color as owner_color',
      'o.guest as owner_guest',
    ])
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
  return (await query.execute()).map((row) => toWorkspace(row, page.userId))
}

export async function findWorkspace(
  db: Kysely<Schema>,
  id: WorkspaceId,
  userId: UserId,
): Promise<Workspace | null> {
  const row = await memberships(db, userId).where('w.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toWorkspace(row, userId)
}

export async function renameWorkspace(
  db: Kysely<Schema>,
  id: WorkspaceId,
  name: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('workspaces')
    .set({ name, unnamed: false, updated_at: now })
    .where('id', '=', id)
    .execute()
}

export async function deleteWorkspace(db: Kysely<Schema>, id: WorkspaceId, now: Date): Promise<void> {
  await db.updateTable('workspaces').set({ deleted_at: now }).where('id', '=', id).execute()
}

import type { UserId, WorkspaceId } from '@flowstate/engine'
import { type Kysely, sql } from 'kysely'
import { moveComments } from '../comments/comment-repo.ts'
import type { Schema } from '../storage/schema.ts'

/** Whose things go to whom. */
export interface MergePair {
  readonly guestId: UserId
  readonly accountId: UserId
}

interface MergeParty {
  readonly guest: boolean
  readonly disabled: boolean
  readonly mergedInto: UserId | null
}

/**
 * Both rows, locked in the order of their ids. Not against foreign keys: whoever adds a member holds the workspace and
 * waits for the user, while a merge holds the user and waits for the workspace.
 */
export async function lockMergeParties(
  tx: Kysely<Schema>,
  { guestId, accountId }: MergePair,
): Promise<ReadonlyMap<UserId, MergeParty>> {
  const rows = await tx
    .selectFrom('users')
    .select(['id', 'guest', 'disabled_at', 'merged_into'])
    .where('id', 'in', [guestId, accountId])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { guest: row.guest, disabled: row.disabled_at !== null, mergedInto: row.merged_into },
    ]),
  )
}

/** The workspaces a person belongs to, locked like those of every other change of members. */
export async function lockWorkspacesOf(
  tx: Kysely<Schema>,
  userId: UserId,
): Promise<readonly { readonly id: WorkspaceId }[]> {
  const { rows } = await sql<{ id: WorkspaceId }>`
    select id from workspaces where id in (select workspace_id from members where user_id = ${userId})
    order by id for update`.execute(tx)
  return rows
}

/** Gives the account every right of the guest, the stronger role where it has one, and what an open login of the guest came by. */
export async function copyRights(
  tx: Kysely<Schema>,
  { guestId, accountId }: MergePair,
  now: Date,
): Promise<void> {
  const strength = sql`array['viewer', 'commenter', 'editor', 'admin', 'owner']`
  await sql`
    insert into members as known (workspace_id, user_id, role, joined_at)
    select workspace_id, ${accountId}, role, joined_at from members where user_id = ${guestId}
    on conflict (workspace_id, user_id) do update set role = excluded.role
      where array_position(${strength}, excluded.role) > array_position(${strength}, known.role)`.execute(tx)
  await sql`
    insert into share_grants (share_id, user_id, created_at)
    select share_id, ${accountId}, created_at from share_grants where user_id = ${guestId}
    union
    select distinct share_id, ${accountId}::uuid, ${now}::timestamptz from auth_sessions
      where user_id = ${guestId} and share_id is not null and revoked_at is null and expires_at > ${now}
    on conflict do nothing`.execute(tx)
  await sql`
    insert into canvas_access (canvas_key, user_id, role, created_at)
    select canvas_key, ${accountId}, role, created_at from canvas_access where user_id = ${guestId}
    on conflict do nothing`.execute(tx)
}

/**
 * Takes the guest's rights away and makes the account the maker of what the guest made: links and invitations would die
 * with the right of a maker who has gone. The log, and what is derived from it, keeps the guest.
 */
export async function moveBelongings(tx: Kysely<Schema>, { guestId, accountId }: MergePair): Promise<void> {
  for (const table of ['members', 'share_grants', 'canvas_access'] as const)
    await tx.deleteFrom(table).where('user_id', '=', guestId).execute()
  // The account's own workspace stays the one it starts in.
  await tx
    .updateTable('workspaces')
    .set({ created_by: accountId, personal: false })
    .where('created_by', '=', guestId)
    .execute()
  for (const table of ['canvases', 'share_links', 'invites', 'checkpoints'] as const)
    await tx.updateTable(table).set({ created_by: accountId }).where('created_by', '=', guestId).execute()
  await moveComments(tx, { guestId, accountId })
}

/** The guest can sign in nowhere any more, and whoever asks for its name is told the account's. */
export async function markMerged(
  tx: Kysely<Schema>,
  { guestId, accountId }: MergePair,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('users')
    .set({ merged_into: accountId, disabled_at: now })
    .where('id', '=', guestId)
    .execute()
}

import type { CanvasId, UserId } from '@flowstate/engine'
import { type Kysely, sql } from 'kysely'
import type { CanvasKey } from '../log/log-store.ts'
import type { Schema } from '../storage/schema.ts'

export interface DayCount {
  /** YYYY-MM-DD in the time zone asked for. */
  readonly date: string
  readonly count: number
}

/** Somebody, and the guests who were merged into them. */
const allIdsOf = (userId: UserId) =>
  sql`(select id from users where id = ${userId} or merged_into = ${userId})`

/** Committed operations per day between two dates, both inclusive, as days of the time zone. Buckets are quarters of an hour. */
export async function readDays(
  db: Kysely<Schema>,
  ask: { readonly userId: UserId; readonly from: string; readonly to: string; readonly tz: string },
): Promise<readonly DayCount[]> {
  const { rows } = await sql<DayCount>`
    select to_char(day, 'YYYY-MM-DD') as date, sum(count)::integer as count
    from (select (to_timestamp(bucket * 900::bigint) at time zone ${ask.tz})::date as day, count
          from activity where user_id in ${allIdsOf(ask.userId)}) as counted
    where day between ${ask.from}::date and ${ask.to}::date
    group by day order by day`.execute(db)
  return rows
}

/** Canvases a person may have drawn on whose index is behind the head, so that nothing of today is missing. */
export async function findUnindexed(
  db: Kysely<Schema>,
  userId: UserId,
): Promise<readonly { readonly key: CanvasKey; readonly version: number; readonly id: CanvasId }[]> {
  return db
    .selectFrom('canvases as c')
    .select(['c.key', 'c.version', 'c.id'])
    .whereRef('c.indexed_version', '<', 'c.version')
    .where(
      sql<boolean>`(c.workspace_id in (select workspace_id from members where user_id = ${userId})
        or c.key in (select l.canvas_key from share_links l join auth_sessions s on s.share_id = l.id where s.user_id in ${allIdsOf(userId)})
        or c.key in (select l.canvas_key from share_links l join share_grants g on g.share_id = l.id where g.user_id = ${userId}))`,
    )
    .limit(500)
    .execute()
}

export async function shareWorkspace(db: Kysely<Schema>, a: UserId, b: UserId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from members m join members n on n.workspace_id = m.workspace_id and n.user_id = ${b}
    join workspaces w on w.id = m.workspace_id and w.deleted_at is null
    where m.user_id = ${a} limit 1`.execute(db)
  return rows.length > 0
}

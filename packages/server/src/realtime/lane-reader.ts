import type { CanvasId, UserId } from '@flowstate/engine'
import { type Kysely, sql } from 'kysely'
import type { Profile } from '../access/author.ts'
import type { Schema } from '../storage/schema.ts'

/** What rooms tell that is not in the log, read now and then, since the bus may lose hints of it (SY8). */
export interface LaneReader {
  /** How often the comments of each canvas have changed; those without comments are missing. */
  readCommentNumbers(canvasIds: readonly CanvasId[]): Promise<ReadonlyMap<CanvasId, number>>
  /** Profiles that have changed since a time of the database, and a little before it; `now` is what to ask with next. */
  readChangedProfiles(
    since: Date | null,
  ): Promise<{ readonly now: Date; readonly profiles: readonly Profile[] }>
}

/** A transaction may be seen that long after the time it wrote. */
const latenessSeconds = 10

type ProfileRow = { readonly now: Date } & (
  | { readonly id: UserId; readonly display_name: string; readonly color: string; readonly guest: boolean }
  | { readonly id: null }
)

export function createLaneReader(db: Kysely<Schema>): LaneReader {
  return {
    async readCommentNumbers(canvasIds) {
      if (canvasIds.length === 0) return new Map()
      const rows = await db
        .selectFrom('comment_counters as n')
        .innerJoin('canvases as c', 'c.key', 'n.canvas_key')
        .select(['c.id', 'n.number'])
        .where('c.id', 'in', [...canvasIds])
        .execute()
      return new Map(rows.map((row) => [row.id, Number(row.number)]))
    },
    async readChangedProfiles(since) {
      const { rows } = await sql<ProfileRow>`
        select t.now, u.id, u.display_name, u.color, u.guest
        from (select now() as now) t left join users u on u.profile_changed_at >
          coalesce(${since}::timestamptz, t.now) - make_interval(secs => ${sql.lit(latenessSeconds)})`.execute(
        db,
      )
      const profiles = rows.flatMap((row) =>
        row.id === null
          ? []
          : [{ userId: row.id, displayName: row.display_name, color: row.color, guest: row.guest }],
      )
      return { now: rows[0]?.now ?? new Date(0), profiles }
    },
  }
}

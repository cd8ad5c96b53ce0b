import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What instances look at to notice what the bus has lost: when a profile changed last, and how often the comments of a canvas did.
 * The count has a row of its own, so that nobody who comments waits for somebody who draws.
 */
const statements = [
  `alter table users add column profile_changed_at timestamptz`,
  `create index users_by_profile_change on users (profile_changed_at) where profile_changed_at is not null`,
  `create table comment_counters (
     canvas_key bigint primary key references canvases on delete cascade,
     number bigint not null)`,
]

export const besideTheLogMigration: Migration = {
  async up(database: Kysely<never>) {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

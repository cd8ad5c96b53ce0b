import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * A guest merged into an account stays the author of what it drew: the log is never changed. Who that is now is followed
 * when names and activity are looked up.
 */
export const accountRecoveryMigration: Migration = {
  async up(database: Kysely<never>) {
    await sql`alter table users add column merged_into uuid references users on delete set null`.execute(
      database,
    )
    await sql`create index users_by_merge on users (merged_into) where merged_into is not null`.execute(
      database,
    )
    await sql`create index password_resets_by_user on password_resets (user_id)`.execute(database)
  },
}

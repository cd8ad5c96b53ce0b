import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A share link that somebody with a login of their own has opened: the login keeps everything else it may do. */
export const shareGrantsMigration: Migration = {
  async up(database: Kysely<never>) {
    await sql`create table share_grants (
      share_id uuid not null references share_links on delete cascade,
      user_id uuid not null references users on delete cascade,
      created_at timestamptz not null default now(),
      primary key (share_id, user_id))`.execute(database)
    await sql`create index share_grants_by_user on share_grants (user_id)`.execute(database)
    await sql`create index refresh_tokens_by_end on refresh_tokens (expires_at)`.execute(database)
  },
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The bytes of a picture may be in a store outside. What may be there and is no picture is written down, to be deleted. */
const statements = [
  `alter table assets alter column body drop not null`,
  `alter table assets add column object_name text`,
  `create table asset_leftovers (
     object_name text primary key,
     due_at timestamptz not null,
     doomed boolean not null default false)`,
  `create index asset_leftovers_by_due on asset_leftovers (due_at)`,
]

export const assetObjectsMigration: Migration = {
  async up(database: Kysely<never>) {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

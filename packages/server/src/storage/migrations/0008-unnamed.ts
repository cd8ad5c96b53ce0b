import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which names nobody has given: readers are shown a word of their own language. The words are those the app used to store. */
const statements = [
  `alter table canvases add column unnamed boolean not null default false`,
  `update canvases set unnamed = true where name in ('Untitled', 'Ohne Titel', 'Sans titre')`,
  `alter table workspaces add column unnamed boolean not null default false`,
  `update workspaces set unnamed = true where personal and name = 'My workspace'`,
]

export const unnamedMigration: Migration = {
  async up(database: Kysely<never>) {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

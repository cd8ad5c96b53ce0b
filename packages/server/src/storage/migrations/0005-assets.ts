import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Pictures are packed already: external storage does not look for more to squeeze. */
const statements = [
  `create table assets (
     id bytea primary key,
     mime_type text not null,
     width integer not null,
     height integer not null,
     byte_length integer not null,
     body bytea not null,
     created_at timestamptz not null default now())`,
  `alter table assets alter column body set storage external`,
  `create table canvas_assets (
     canvas_key bigint not null references canvases on delete cascade,
     asset_id bytea not null references assets,
     created_at timestamptz not null default now(),
     primary key (canvas_key, asset_id))`,
  `create index canvas_assets_by_asset on canvas_assets (asset_id)`,
]

export const assetsMigration: Migration = {
  async up(database: Kysely<never>) {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Ids are made by clients: they are unique within a canvas, or a thread, so that they tell nothing about others. */
const statements = [
  `create table comment_threads (
     canvas_key bigint not null references canvases on delete cascade,
     id uuid not null,
     version integer not null,
     x double precision not null,
     y double precision not null,
     shape_id text,
     at_x double precision,
     at_y double precision,
     width double precision,
     height double precision,
     created_by uuid not null references users,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     resolved_by uuid references users,
     resolved_at timestamptz,
     primary key (canvas_key, id))`,
  `create table comment_messages (
     canvas_key bigint not null,
     thread_id uuid not null,
     id uuid not null,
     n bigint generated always as identity,
     text text not null,
     created_by uuid not null references users,
     created_at timestamptz not null default now(),
     edited_at timestamptz,
     primary key (canvas_key, thread_id, id),
     foreign key (canvas_key, thread_id) references comment_threads on delete cascade)`,
  `create index comment_messages_in_order on comment_messages (canvas_key, thread_id, n)`,
  `create table comment_reactions (
     canvas_key bigint not null,
     thread_id uuid not null,
     message_id uuid not null,
     user_id uuid not null references users on delete cascade,
     reaction text not null,
     primary key (canvas_key, thread_id, message_id, user_id, reaction),
     foreign key (canvas_key, thread_id, message_id) references comment_messages on delete cascade)`,
]

export const commentsMigration: Migration = {
  async up(database: Kysely<never>) {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

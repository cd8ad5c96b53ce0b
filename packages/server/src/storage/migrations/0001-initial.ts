import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Tables of the log carry no foreign keys: a trigger per row would cost more than the row, and the commit path writes
 * nothing that does not hang on the swapped canvas row. Deleting a canvas for ever deletes from each of them by key.
 */
const statements = [
  `create table store (
     epoch uuid not null,
     created_at timestamptz not null default now(),
     one boolean primary key default true check (one))`,
  `insert into store (epoch) values (gen_random_uuid())`,

  `create table users (
     id uuid primary key,
     email text unique,
     password_hash text,
     display_name text not null,
     color text not null,
     guest boolean not null default false,
     created_at timestamptz not null default now(),
     disabled_at timestamptz)`,

  `create table workspaces (
     id uuid primary key,
     name text not null,
     personal boolean not null default false,
     created_by uuid not null references users,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     deleted_at timestamptz)`,
  `create table members (
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     role text not null check (role in ('viewer', 'commenter', 'editor', 'admin', 'owner')),
     joined_at timestamptz not null default now(),
     primary key (workspace_id, user_id))`,
  `create index members_by_user on members (user_id)`,
  `create table invites (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     token_hash bytea not null unique,
     role text not null check (role in ('viewer', 'commenter', 'editor', 'admin', 'owner')),
     email text,
     uses integer not null default 0,
     uses_max integer,
     created_by uuid not null references users on delete cascade,
     created_at timestamptz not null default now(),
     expires_at timestamptz,
     revoked_at timestamptz)`,
  `create index invites_by_workspace on invites (workspace_id)`,

  // Half-filled pages keep every commit's update of the row a HOT one; nothing a commit writes is indexed.
  `create table canvases (
     key bigint generated always as identity primary key,
     id uuid not null unique,
     workspace_id uuid not null references workspaces,
     name text not null,
     version integer not null default 0,
     commit_no bigint not null default 0,
     access_no bigint not null default 0,
     head_hash bytea not null,
     head_created_at bigint not null default 0,
     indexed_version integer not null default 0,
     origin_id uuid not null,
     forked_from jsonb,
     created_by uuid not null references users,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     trashed_at timestamptz) with (fillfactor = 50)`,
  `create index canvases_by_workspace on canvases (workspace_id)`,
  `create table canvas_access (
     canvas_key bigint not null references canvases on delete cascade,
     user_id uuid not null references users on delete cascade,
     role text not null check (role in ('none', 'viewer', 'commenter', 'editor', 'admin', 'owner')),
     created_at timestamptz not null default now(),
     primary key (canvas_key, user_id))`,
  `create index canvas_access_by_user on canvas_access (user_id)`,
  `create table share_links (
     id uuid primary key,
     canvas_key bigint not null references canvases on delete cascade,
     token_hash bytea not null unique,
     scope text not null check (scope in ('view', 'comment', 'edit')),
     password_hash text,
     created_by uuid not null references users on delete cascade,
     created_at timestamptz not null default now(),
     expires_at timestamptz,
     revoked_at timestamptz)`,
  `create index share_links_by_canvas on share_links (canvas_key)`,

  `create table auth_sessions (
     id uuid primary key,
     user_id uuid not null references users on delete cascade,
     share_id uuid references share_links on delete cascade,
     user_agent text,
     ip text,
     created_at timestamptz not null default now(),
     last_used_at timestamptz not null default now(),
     expires_at timestamptz not null,
     revoked_at timestamptz)`,
  `create index auth_sessions_by_user on auth_sessions (user_id)`,
  `create index auth_sessions_by_share on auth_sessions (share_id) where share_id is not null`,
  `create table refresh_tokens (
     token_hash bytea primary key,
     session_id uuid not null references auth_sessions on delete cascade,
     created_at timestamptz not null default now(),
     expires_at timestamptz not null,
     used_at timestamptz)`,
  `create index refresh_tokens_by_session on refresh_tokens (session_id)`,
  `create table password_resets (
     token_hash bytea primary key,
     user_id uuid not null references users on delete cascade,
     created_by uuid references users on delete cascade,
     created_at timestamptz not null default now(),
     expires_at timestamptz not null,
     used_at timestamptz)`,

  `create table operations (
     canvas_key bigint not null,
     version integer not null,
     id uuid not null,
     header text not null,
     changes text not null,
     request_hash bytea not null,
     hash bytea not null,
     payload_hash bytea,
     primary key (canvas_key, version),
     constraint operations_id_once unique (canvas_key, id))`,
  `create table clients (
     canvas_key bigint not null,
     client_id uuid not null,
     user_id uuid not null,
     last_seq bigint not null,
     primary key (canvas_key, client_id)) with (fillfactor = 70)`,
  `create table answers (
     canvas_key bigint not null,
     id uuid not null,
     user_id uuid not null,
     request_hash bytea not null,
     commit_no bigint not null,
     answer text not null,
     created_at timestamptz not null default now(),
     constraint answers_id_once primary key (canvas_key, id))`,
  `create index answers_by_commit on answers (canvas_key, commit_no)`,
  `create index answers_by_age on answers (created_at)`,

  `create table touches (
     canvas_key bigint not null,
     subject text not null,
     version integer not null,
     primary key (canvas_key, subject, version))`,
  `create table undo_marks (
     canvas_key bigint not null,
     target_version integer not null,
     version integer not null,
     primary key (canvas_key, target_version, version))`,
  `create table activity (
     user_id uuid not null,
     canvas_key bigint not null,
     bucket integer not null,
     count integer not null,
     primary key (user_id, canvas_key, bucket))`,
  `create index activity_by_canvas on activity (canvas_key, bucket)`,

  `create table snapshots (
     canvas_key bigint not null,
     version integer not null,
     reducer integer not null,
     state_hash bytea not null,
     body bytea not null,
     byte_length integer not null,
     created_at bigint not null,
     primary key (canvas_key, version))`,
  // The body is compressed already; external storage reads it without looking for more to squeeze.
  `alter table snapshots alter column body set storage external`,
  `create table checkpoints (
     id uuid primary key,
     canvas_key bigint not null references canvases on delete cascade,
     version integer not null,
     name text not null,
     description text,
     created_by uuid not null references users,
     created_at timestamptz not null default now())`,
  `create index checkpoints_by_version on checkpoints (canvas_key, version)`,

  `create table audit (
     id bigint generated always as identity primary key,
     at timestamptz not null default now(),
     workspace_id uuid,
     canvas_id uuid,
     user_id uuid,
     action text not null,
     detail jsonb not null default '{}')`,
  `create index audit_by_workspace on audit (workspace_id, id)`,
]

export const initialMigration: Migration = {
  async up(database: Kysely<never>) {
    for (const statement of statements) await sql.raw(statement).execute(database)
  },
}

import type { CanvasId, ClientId, OperationId, UserId, WorkspaceId } from '@flowstate/engine'
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { CanvasKey } from '../log/log-store.ts'
import type {
  CommentCountersTable,
  CommentMessagesTable,
  CommentReactionsTable,
  CommentThreadsTable,
} from './comment-tables.ts'

/** A time the database sets unless told. */
type CreatedAt = ColumnType<Date, Date | undefined, Date>
type WorkspaceRoleText = 'viewer' | 'commenter' | 'editor' | 'admin' | 'owner'

export interface StoreTable {
  /** Another one means another store, or a backup that was restored (SY3). */
  epoch: string
  created_at: CreatedAt
  one: Generated<boolean>
}

export interface UsersTable {
  id: UserId
  /** Lower case; null for guests. */
  email: string | null
  /** PHC string; null for guests. */
  password_hash: string | null
  display_name: string
  color: string
  guest: Generated<boolean>
  created_at: CreatedAt
  disabled_at: Date | null
  /** The account a guest was merged into. Never one that is merged itself. */
  merged_into: ColumnType<UserId | null, UserId | null | undefined, UserId | null>
  /** Name or colour, by the clock of the database; null: never. */
  profile_changed_at: ColumnType<Date | null, never, Date>
}

export interface WorkspacesTable {
  id: WorkspaceId
  name: string
  personal: Generated<boolean>
  /** Nobody has given the name: it is shown in the reader's language. */
  unnamed: Generated<boolean>
  created_by: UserId
  created_at: CreatedAt
  updated_at: CreatedAt
  deleted_at: Date | null
}

export interface MembersTable {
  workspace_id: WorkspaceId
  user_id: UserId
  role: WorkspaceRoleText
  joined_at: CreatedAt
}

export interface InvitesTable {
  id: string
  workspace_id: WorkspaceId
  token_hash: Uint8Array
  role: WorkspaceRoleText
  email: string | null
  uses: Generated<number>
  uses_max: number | null
  created_by: UserId
  created_at: CreatedAt
  expires_at: Date | null
  revoked_at: Date | null
}

export interface CanvasesTable {
  key: GeneratedAlways<CanvasKey>
  id: CanvasId
  workspace_id: WorkspaceId
  name: string
  /** Nobody has given the name: it is shown in the reader's language. */
  unnamed: Generated<boolean>
  version: Generated<number>
  /** Raised by every commit, also one that only records refusals (CM4). */
  commit_no: Generated<number>
  /** Raised by everything that can take a right away (CM5). */
  access_no: Generated<number>
  head_hash: Uint8Array
  /** ms since 1970 (CM10). */
  head_created_at: Generated<number>
  /** Octets of header and changes over all rows (CM8: `canvas_full`). */
  log_bytes: Generated<number>
  indexed_version: Generated<number>
  origin_id: CanvasId
  forked_from: JSONColumnType<{ originId: CanvasId; version: number; hash: string }> | null
  created_by: UserId
  created_at: CreatedAt
  updated_at: CreatedAt
  trashed_at: Date | null
}

export interface CanvasAccessTable {
  canvas_key: CanvasKey
  user_id: UserId
  role: WorkspaceRoleText | 'none'
  created_at: CreatedAt
}

export interface ShareLinksTable {
  id: string
  canvas_key: CanvasKey
  token_hash: Uint8Array
  scope: 'view' | 'comment' | 'edit'
  password_hash: string | null
  created_by: UserId
  created_at: CreatedAt
  expires_at: Date | null
  revoked_at: Date | null
}

/** Somebody with a login of their own who has opened a share link. */
export interface ShareGrantsTable {
  share_id: string
  user_id: UserId
  created_at: CreatedAt
}

export interface AuthSessionsTable {
  id: string
  user_id: UserId
  /** Set when the session came from a share link and is limited to its canvas. */
  share_id: string | null
  user_agent: string | null
  ip: string | null
  created_at: CreatedAt
  last_used_at: CreatedAt
  expires_at: Date
  revoked_at: Date | null
}

export interface RefreshTokensTable {
  token_hash: Uint8Array
  /** The family: reuse of a spent token revokes the session. */
  session_id: string
  created_at: CreatedAt
  expires_at: Date
  used_at: Date | null
}

export interface PasswordResetsTable {
  token_hash: Uint8Array
  user_id: UserId
  /** The owner who made the link; null when it was asked for by mail. */
  created_by: UserId | null
  created_at: CreatedAt
  expires_at: Date
  used_at: Date | null
}

export interface OperationsTable {
  canvas_key: CanvasKey
  version: number
  id: OperationId
  header: string
  changes: string
  request_hash: Uint8Array
  hash: Uint8Array
  payload_hash: Uint8Array | null
}

export interface ClientsTable {
  canvas_key: CanvasKey
  client_id: ClientId
  user_id: UserId
  last_seq: number
}

export interface AnswersTable {
  canvas_key: CanvasKey
  id: OperationId
  user_id: UserId
  request_hash: Uint8Array
  commit_no: number
  /** JSON of the answer (CM8). */
  answer: string
  created_at: CreatedAt
}

export interface TouchesTable {
  canvas_key: CanvasKey
  /** A shape id, `@canvas` or `@user:<uuid>`. */
  subject: string
  version: number
}

export interface UndoMarksTable {
  canvas_key: CanvasKey
  target_version: number
  version: number
}

export interface ActivityTable {
  user_id: UserId
  canvas_key: CanvasKey
  /** Quarters of an hour since 1970. */
  bucket: number
  count: number
}

export interface SnapshotsTable {
  canvas_key: CanvasKey
  version: number
  reducer: number
  state_hash: Uint8Array
  /** A codec byte and the packed text. */
  body: Uint8Array
  /** Of the text, unpacked. */
  byte_length: number
  /** ms since 1970. */
  created_at: number
}

export interface CheckpointsTable {
  id: string
  canvas_key: CanvasKey
  version: number
  name: string
  description: string | null
  created_by: UserId
  created_at: CreatedAt
}

/** A picture, once for all canvases. */
export interface AssetsTable {
  /** SHA-256 of the bytes. */
  id: Uint8Array
  mime_type: string
  width: number
  height: number
  byte_length: number
  /** Null: the bytes are outside, under `object_name`, which says in which store. */
  body: Uint8Array | null
  object_name: string | null
  created_at: CreatedAt
}

/** Bytes that may be in a store outside and that no picture names. */
export interface AssetLeftoversTable {
  object_name: string
  /** When they may be deleted: whoever is putting them there has been given up by then. */
  due_at: Date
  /** They are being deleted: no picture may name them any more. */
  doomed: Generated<boolean>
}

/** Which canvas may show which picture. */
export interface CanvasAssetsTable {
  canvas_key: CanvasKey
  asset_id: Uint8Array
  created_at: CreatedAt
}

export interface AuditTable {
  id: GeneratedAlways<number>
  at: CreatedAt
  workspace_id: WorkspaceId | null
  canvas_id: CanvasId | null
  user_id: UserId | null
  action: string
  detail: JSONColumnType<Record<string, unknown>, string | undefined>
}

/** Every table, for Kysely. */
export interface Schema {
  store: StoreTable
  users: UsersTable
  workspaces: WorkspacesTable
  members: MembersTable
  invites: InvitesTable
  canvases: CanvasesTable
  canvas_access: CanvasAccessTable
  share_links: ShareLinksTable
  share_grants: ShareGrantsTable
  auth_sessions: AuthSessionsTable
  refresh_tokens: RefreshTokensTable
  password_resets: PasswordResetsTable
  operations: OperationsTable
  clients: ClientsTable
  answers: AnswersTable
  touches: TouchesTable
  undo_marks: UndoMarksTable
  activity: ActivityTable
  snapshots: SnapshotsTable
  checkpoints: CheckpointsTable
  assets: AssetsTable
  canvas_assets: CanvasAssetsTable
  asset_leftovers: AssetLeftoversTable
  comment_threads: CommentThreadsTable
  comment_messages: CommentMessagesTable
  comment_reactions: CommentReactionsTable
  comment_counters: CommentCountersTable
  audit: AuditTable
}

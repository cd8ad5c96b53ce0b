import type { UserId } from '@flowstate/engine'
import type { CommentReaction } from '@flowstate/protocol'
import type { GeneratedAlways } from 'kysely'
import type { CanvasKey } from '../log/log-store.ts'

/** What a thread is about is in `shape_id` or `width` and `height`; a thread at a point has none of them. */
export interface CommentThreadsTable {
  canvas_key: CanvasKey
  id: string
  version: number
  x: number
  y: number
  shape_id: string | null
  /** Fractions of the shape's upright box. */
  at_x: number | null
  at_y: number | null
  width: number | null
  height: number | null
  created_by: UserId
  created_at: Date
  updated_at: Date
  resolved_by: UserId | null
  resolved_at: Date | null
}

export interface CommentMessagesTable {
  canvas_key: CanvasKey
  thread_id: string
  id: string
  /** The order they came in. */
  n: GeneratedAlways<number>
  text: string
  created_by: UserId
  created_at: Date
  edited_at: Date | null
}

/** How often the comments of a canvas have changed; without a row never. */
export interface CommentCountersTable {
  canvas_key: CanvasKey
  number: number
}

export interface CommentReactionsTable {
  canvas_key: CanvasKey
  thread_id: string
  message_id: string
  user_id: UserId
  reaction: CommentReaction
}

import type { CanvasClient } from '@flowstate/client'

/** What the editor needs of the SDK's canvas client; tests and the gallery give it one in memory. */
export type CanvasPort = Pick<
  CanvasClient,
  | 'view'
  | 'status'
  | 'version'
  | 'confirmed'
  | 'pendingText'
  | 'amend'
  | 'presence'
  | 'subscribe'
  | 'dispatch'
  | 'undo'
  | 'redo'
  | 'sendCursor'
  | 'sendPreview'
  | 'setPresence'
  | 'retry'
  | 'forgetFailed'
>

/** Limits of the wire and of the service. Each can be changed by one environment variable (`LIMIT_...`, see operating.md). */
export const defaultWireLimits = {
  /** A WebSocket frame, counted whole for arrays. */
  frameBytesMax: 1_048_576 + 65_536,
  /** A message inside a frame that is not an operation. */
  messageBytesMax: 65_536,
  /** Messages in one frame. */
  frameMessagesMax: 1_024,
  /** Messages of a session that are neither operations nor cursors; over it they are read later. */
  messagesPerSecond: 100,
  messagesBurst: 400,
  cursorsPerSecond: 30,
  operationsPerSecond: 60,
  operationsBurst: 200,
  operationsInFlightMax: 64,
  socketsPerUserAndCanvasMax: 10,
  /** Sockets of an instance that have not authenticated yet. */
  socketsWaitingMax: 1_000,
  canvasBytesMax: 256 * 1_048_576,
  /** Group commit (CM4). */
  commitOperationsMax: 256,
  commitBytesMax: 4 * 1_048_576,
  /** Back-pressure of a session (SY6). */
  previewDropBytes: 256 * 1_024,
  operationPauseBytes: 1_048_576,
  sessionCloseBytes: 4 * 1_048_576,
  sessionLagMsMax: 10_000,
  syncStallMsMax: 30_000,
  heartbeatIntervalMs: 15_000,
  heartbeatTimeoutMs: 40_000,
  authenticateTimeoutMs: 5_000,
  previewShapesMax: 200,
  previewSilenceMsMax: 3_000,
  /** Words at a cursor, as often as they change; over it the newest come later. Without news they are gone after a while (PR2). */
  chatsPerSecond: 10,
  chatSilenceMsMax: 15_000,
  /** How often a session asks everybody to follow or stops doing so; over it the newest comes later (PR3). */
  spotlightsPerMinute: 12,
  pageItemsMax: 1_000,
  pageBytesMax: 1_048_576,
  restRequestsPerMinute: 1_200,
  /** Attempts at the password of one account, right or wrong; failures wait longer, see operating.md. */
  loginsPerMinute: 10,
  bodyBytesMax: 1_048_576 + 65_536,
  /** An uploaded picture, as it is sent. */
  assetBytesMax: 10 * 1_048_576,
  /** Its width times its height. */
  assetPixelsMax: 64_000_000,
  /** Pictures of a canvas, those of its past included, and all their bytes. */
  canvasAssetsMax: 1_000,
  canvasAssetBytesMax: 1_024 * 1_048_576,
  /** Comment threads of a canvas, and messages of a thread. */
  canvasThreadsMax: 2_000,
  threadMessagesMax: 500,
} as const

export type WireLimits = { readonly [Name in keyof typeof defaultWireLimits]: number }

/** Limits the rules themselves set (OP2, OP3, OP7, OP8, UN6). Limits of the wire and the service are in protocol. */
export const limits = {
  changesPerOperationMax: 5_000,
  /** UTF-8 length of the canonical form of a proposal. */
  operationBytesMax: 1_048_576,
  labelCharactersMax: 200,
  lengthMax: 1e7,
  strokePointsMax: 5_000,
  textCharactersMax: 20_000,
  linkCharactersMax: 2_000,
  nameCharactersMax: 200,
  altCharactersMax: 2_000,
  valueDepthMax: 8,
  placementDepthMax: 32,
  orderKeyCharactersMax: 64,
  undoTriesMax: 20,
  textDeltasSinceBaseMax: 2_000,
} as const

/** The schema number new rows carry (CM14) and the newest this code can read (CM13). */
export const rowSchema = 1

/** Raised whenever the reducer would give another state for the same rows; snapshots of another number are ignored (SN1). */
export const reducerVersion = 1

import { gesturePattern, isShapeId, isUuid } from '@flowstate/engine'
import { chatTextMax } from './chat-text.ts'
import { defaultWireLimits } from './wire-limits.ts'

/** Whether a value may stand in a field. Coordinates are bounded by what a canvas can hold (OP7). */
export type FieldCheck = (value: unknown) => boolean

/** What a message of one type may carry. A key that is not named is refused. */
export interface MessageGrammar {
  readonly required: { readonly [field: string]: FieldCheck }
  readonly optional: { readonly [field: string]: FieldCheck }
}

const coordinateMax = 1e7
const listItemsMax = 5_000

const isCoordinate: FieldCheck = (value) =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= coordinateMax
const isCount: FieldCheck = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isText =
  (charactersMax: number): FieldCheck =>
  (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= charactersMax
const listOf =
  (check: FieldCheck, itemsMax: number): FieldCheck =>
  (value) =>
    Array.isArray(value) && value.length <= itemsMax && value.every(check)
const orNull =
  (check: FieldCheck): FieldCheck =>
  (value) =>
    value === null || check(value)

function isTuple(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(isCoordinate)
}

/** The fault of the first field that does not fit, as a JSON pointer, or null. */
export function findFault(message: object, grammar: MessageGrammar): string | null {
  for (const field of Object.keys(message)) {
    if (field === 'type') continue
    const check = Object.hasOwn(grammar.required, field)
      ? grammar.required[field]
      : Object.hasOwn(grammar.optional, field)
        ? grammar.optional[field]
        : undefined
    if (!check?.((message as { readonly [key: string]: unknown })[field])) return `/${field.slice(0, 40)}`
  }
  for (const field of Object.keys(grammar.required)) if (!Object.hasOwn(message, field)) return `/${field}`
  return null
}

/** Half of a surrogate pair is a control character here too. */
const isChatText: FieldCheck = (value) =>
  isText(chatTextMax)(value) && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value as string)

const isGesture: FieldCheck = (value) => typeof value === 'string' && gesturePattern.test(value)

/** A change of a preview is relayed, not committed: its frame is checked here, its cells by the room (PV1). */
const isPreviewChange: FieldCheck = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'kind' in value

const movePreview: MessageGrammar = {
  required: {
    gesture: isGesture,
    ids: listOf(isShapeId, listItemsMax),
    move: (value) => isTuple(value, 2),
  },
  optional: {},
}
const changesPreview: MessageGrammar = {
  required: { gesture: isGesture, changes: listOf(isPreviewChange, defaultWireLimits.previewShapesMax) },
  optional: {},
}
const strokePreview: MessageGrammar = {
  required: {
    gesture: isGesture,
    shapeId: isShapeId,
    from: isCount,
    points: listOf(isCoordinate, listItemsMax),
  },
  optional: {},
}

const isPreview: FieldCheck = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const form = 'move' in value ? movePreview : 'changes' in value ? changesPreview : strokePreview
  return findFault(value, form) === null
}

const rewind: MessageGrammar = {
  required: { id: isUuid },
  optional: {
    clientId: isUuid,
    seq: (value) => isCount(value) && (value as number) > 0,
    floor: isCount,
    target: (value) => listOf(isUuid, 1_000)(value) && (value as readonly unknown[]).length > 0,
  },
}

/** Every type a client may send. Types that only the server sends are not in here and are refused like unknown ones. */
export const clientMessageGrammars = {
  operation: {
    required: { operation: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
    optional: {},
  },
  undo: rewind,
  redo: rewind,
  cursor: { required: { x: isCoordinate, y: isCoordinate }, optional: {} },
  presence: {
    required: {},
    optional: {
      selection: listOf(isShapeId, 1_000),
      viewport: (value) => isTuple(value, 4),
      tool: isText(40),
      typing: orNull(isShapeId),
      caret: orNull((value) => Array.isArray(value) && value.length === 3 && value.every(isCount)),
      following: orNull(isUuid),
      at: orNull(isCount),
      chat: orNull(isChatText),
      spotlight: (value) => typeof value === 'boolean',
    },
  },
  preview: { required: { preview: orNull(isPreview) }, optional: {} },
  auth: { required: { token: isText(8_192) }, optional: {} },
  resync: { required: { since: isCount }, optional: {} },
  ping: {
    required: { t: (value) => typeof value === 'number' && Number.isFinite(value) },
    optional: {},
  },
} as const satisfies { readonly [type: string]: MessageGrammar }

export type ClientMessageType = keyof typeof clientMessageGrammars

export function isClientMessageType(type: string): type is ClientMessageType {
  return Object.hasOwn(clientMessageGrammars, type)
}

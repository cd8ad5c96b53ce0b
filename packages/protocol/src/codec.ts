import { isUuid, type OperationId } from '@flowstate/engine'
import { clientMessageGrammars, findFault, isClientMessageType } from './message-grammar.ts'
import type { ClientMessage, OperationSubmit } from './messages/client-messages.ts'
import type { ServerMessage } from './messages/server-messages.ts'
import type { WireLimits } from './wire-limits.ts'

type JudgedHere = Exclude<ClientMessage, OperationSubmit>

/**
 * A client message as the server reads it. The contents of an operation are judged by the commit, whose refusals are
 * durable (CM8): here only its id is known to be one. A malformed undo or redo whose id can be read arrives as an
 * operation too, so that its refusal is durable in the same way.
 */
export type ReceivedMessage =
  | JudgedHere
  | { readonly type: 'operation'; readonly id: OperationId; readonly operation: unknown }

/** Why a message was not read. `path` is a JSON pointer into the message. */
export interface MessageFault {
  readonly type: 'fault'
  readonly code: 'bad_message' | 'unknown_type' | 'too_large'
  readonly detail: string
  readonly path?: string
}

function isWellFormed(_raw: object, path: string | null): _raw is JudgedHere {
  return path === null
}

type CodecLimits = Pick<WireLimits, 'messageBytesMax' | 'frameMessagesMax'>

function fault(code: MessageFault['code'], detail: string, path?: string): MessageFault {
  return path === undefined ? { type: 'fault', code, detail } : { type: 'fault', code, detail, path }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function utf8BytesOf(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // a surrogate is half of a character of four bytes
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** Whether a message is over the limit; operations have their own, which the commit judges (OP2). */
function isTooLarge(message: object, frameCharacters: number, limits: CodecLimits): boolean {
  if (frameCharacters * 3 <= limits.messageBytesMax) return false
  try {
    return utf8BytesOf(JSON.stringify(message)) > limits.messageBytesMax
  } catch {
    // nested too deeply to be written again: nothing a client of ours sends
    return true
  }
}

function decodeOne(
  raw: unknown,
  frameCharacters: number,
  limits: CodecLimits,
): ReceivedMessage | MessageFault {
  if (!isObject(raw)) return fault('bad_message', 'A message is a JSON object')
  const { type } = raw
  if (typeof type !== 'string') return fault('bad_message', 'A message has a type', '/type')
  if (!isClientMessageType(type))
    return fault('unknown_type', `No message of type ${type.slice(0, 40)} is read`)
  if (type !== 'operation' && isTooLarge(raw, frameCharacters, limits))
    return fault('too_large', `A message of type ${type} is at most ${limits.messageBytesMax} bytes long`)
  const path = findFault(raw, clientMessageGrammars[type])
  if (type === 'operation') {
    const { operation } = raw
    const id = isObject(operation) ? operation.id : undefined
    if (!isUuid(id)) return fault('bad_message', 'The operation has no id that can be read', '/operation/id')
    // an envelope with more in it than the operation is refused as the operation would be, durably
    const judged = path === null ? operation : { ...(operation as object), envelope: path }
    return { type, id: id as OperationId, operation: judged }
  }
  if (isWellFormed(raw, path)) return raw
  const { id } = raw
  if ((type === 'undo' || type === 'redo') && isUuid(id))
    return { type: 'operation', id: id as OperationId, operation: raw }
  return fault('bad_message', `A field of the ${type} message is missing, unknown or wrong`, path ?? '')
}

/**
 * Reads a text frame: one JSON message or an array of messages, in order (never throws). What cannot be read comes back
 * as a fault in its place; the messages around it stand.
 */
export function decodeClientMessage(
  text: string,
  limits: CodecLimits,
): readonly (ReceivedMessage | MessageFault)[] {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return [fault('bad_message', 'The frame is not JSON')]
  }
  if (!Array.isArray(frame)) return [decodeOne(frame, text.length, limits)]
  if (frame.length > limits.frameMessagesMax)
    return [fault('too_large', `A frame carries at most ${limits.frameMessagesMax} messages`)]
  return frame.map((message) => decodeOne(message, text.length, limits))
}

/** One message as the text of a frame. */
export function encodeMessage(message: ServerMessage | ClientMessage): string {
  return JSON.stringify(message)
}

/** A committed operation as a message, spliced from the JSON every reader gets (SY7). */
export function encodeOperation(operationJson: string): string {
  return `{"type":"operation","operation":${operationJson}}`
}

/** Messages that are already JSON, as the text of one frame. */
export function joinMessages(messages: readonly string[]): string {
  return messages.length === 1 ? (messages[0] as string) : `[${messages.join(',')}]`
}

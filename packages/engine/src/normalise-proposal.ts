import { isCleanText } from './cells/string-grammars.ts'
import type { ProposedChange } from './change.ts'
import { type ClientId, gesturePattern, isUuid, type OperationId } from './ids.ts'
import { limits } from './limits.ts'
import { normaliseChange } from './normalise-change.ts'
import { type Fields, isFields, refuseUnknown, unknownField } from './normalise-shape.ts'
import type { Proposal } from './operation.ts'
import { type Refused, refuse } from './refusal.ts'
import { ok, type Refusal, type Result } from './result.ts'
import { utf8Length } from './utf8.ts'

const proposalFields = new Set(['id', 'clientId', 'seq', 'kind', 'gesture', 'label', 'changes'])

type Envelope = { -readonly [Key in keyof Omit<Proposal, 'changes'>]: Proposal[Key] }

export function isOperationId(value: unknown): value is OperationId {
  return isUuid(value)
}

export function isClientId(value: unknown): value is ClientId {
  return isUuid(value)
}

export function isGesture(value: unknown): value is string {
  return typeof value === 'string' && gesturePattern.test(value)
}

function isLabel(value: unknown): value is string {
  return typeof value === 'string' && value.length <= limits.labelCharactersMax && isCleanText(value)
}

/**
 * The fields every request that ends in a row has in common: id, and clientId with seq or neither (OP2, CM7).
 */
export function normaliseRequestIds(raw: Fields): Result<Pick<Proposal, 'id' | 'clientId' | 'seq'>, Refusal> {
  const { id, clientId, seq } = raw
  if (!isOperationId(id)) return refuse('invalid', 'must be a UUID in lower case', '/id')
  if (clientId === undefined && seq === undefined) return ok({ id })
  if (!isClientId(clientId))
    return refuse('invalid', 'must be a UUID in lower case, next to seq', '/clientId')
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) {
    return refuse('invalid', 'must be a whole number from 1, next to clientId', '/seq')
  }
  return ok({ id, clientId, seq })
}

function normaliseEnvelope(raw: Fields): Result<Envelope, Refusal> {
  const ids = normaliseRequestIds(raw)
  if (!ids.ok) return ids
  const envelope: Envelope = { ...ids.value }
  const { kind, gesture, label } = raw
  if (kind !== undefined) {
    if (kind !== 'edit' && kind !== 'import') return refuse('invalid', 'must be edit or import', '/kind')
    envelope.kind = kind
  }
  if (gesture !== undefined) {
    if (!isGesture(gesture)) return refuse('invalid', `must match ${gesturePattern.source}`, '/gesture')
    envelope.gesture = gesture
  }
  if (label !== undefined) {
    if (!isLabel(label)) {
      return refuse('invalid', `must be text of at most ${limits.labelCharactersMax} characters`, '/label')
    }
    envelope.label = label
  }
  return ok(envelope)
}

/** More bytes than the JSON of a value can take: numbers and escapes at their longest, six bytes to a UTF-16 unit. */
function bytesAtMost(value: unknown): number {
  if (typeof value === 'string') return 6 * value.length + 3
  if (typeof value !== 'object' || value === null) return 26
  let bytes = 2
  if (Array.isArray(value)) for (const item of value) bytes += bytesAtMost(item)
  else for (const key of Object.keys(value)) bytes += 6 * key.length + 4 + bytesAtMost((value as Fields)[key])
  return bytes
}

/** Sorting members does not change the length, so the plain form measures the canonical one. */
function isTooLarge(proposal: Proposal): boolean {
  // Most operations are far below the limit, which shows without writing them.
  if (bytesAtMost(proposal) <= limits.operationBytesMax) return false
  const text = JSON.stringify(proposal)
  if (text.length * 3 <= limits.operationBytesMax) return false
  return text.length > limits.operationBytesMax || utf8Length(text) > limits.operationBytesMax
}

function tooLarge(): Refused {
  return refuse(
    'too_many_changes',
    `an operation holds at most ${limits.changesPerOperationMax} changes and ${limits.operationBytesMax} bytes`,
    '/changes',
  )
}

/**
 * What a client proposed, in the one normal form that is hashed, stored and predicted (OP2, OP3, OP7, OP9). Never throws.
 * An operation without changes is `empty`; one over the limits is `too_many_changes`; all else is `invalid` with a path.
 * @param raw parsed JSON
 */
export function normaliseProposal(raw: unknown): Result<Proposal, Refusal> {
  if (!isFields(raw)) return refuse('invalid', 'must be an operation', '')
  const unknown = unknownField(raw, proposalFields)
  if (unknown !== undefined) return refuseUnknown('', unknown)
  const envelope = normaliseEnvelope(raw)
  if (!envelope.ok) return envelope
  if (!Array.isArray(raw.changes)) return refuse('invalid', 'must be a list of changes', '/changes')
  const rawChanges = raw.changes as readonly unknown[]
  if (rawChanges.length === 0) return refuse('empty', 'an operation without changes does nothing', '/changes')
  if (rawChanges.length > limits.changesPerOperationMax) return tooLarge()
  const changes: ProposedChange[] = []
  for (let i = 0; i < rawChanges.length; i++) {
    const change = normaliseChange(rawChanges[i], `/changes/${i}`)
    if (!change.ok) return change
    changes.push(change.value)
  }
  const proposal: Proposal = { ...envelope.value, changes }
  return isTooLarge(proposal) ? tooLarge() : ok(proposal)
}

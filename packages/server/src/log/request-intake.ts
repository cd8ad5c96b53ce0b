import type { ClientId, OperationId, Proposal, Refusal } from '@flowstate/engine'
import { canonicalJson, isUuid, normaliseProposal } from '@flowstate/engine'
import type { CommitRequest } from './commit-request.ts'
import type { RowHasher } from './row-hasher.ts'

/** Undo, redo, restore, revert and import: their changes are made by the server. */
export type PlannedRequest = Exclude<CommitRequest, { name: 'operation' }>

/** The place of a request in its client's queue (CM7). */
export interface Sender {
  readonly clientId: ClientId
  readonly seq: number
}

/** A request after the work that needs no state; done on arrival, while an earlier commit is in flight (CM4). */
export interface PreparedRequest {
  readonly id: OperationId
  readonly sender?: Sender
  /** What a retry must match (CM6). */
  readonly requestHash: Uint8Array
  /** What the request counts towards a group (CM4). */
  readonly bytes: number
  readonly content:
    | { readonly kind: 'proposal'; readonly proposal: Proposal }
    | { readonly kind: 'planned'; readonly request: PlannedRequest }
    | { readonly kind: 'refused'; readonly refusal: Refusal }
}

type Raw = { readonly [key: string]: unknown }

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readSender(clientId: unknown, seq: unknown): Sender | undefined {
  if (!isUuid(clientId) || typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) return undefined
  return { clientId: clientId as ClientId, seq }
}

function prepareProposal(raw: unknown, hasher: RowHasher): PreparedRequest | Refusal {
  const judged = normaliseProposal(raw)
  if (judged.ok) {
    const { changes, clientId, gesture, id, kind, label, seq } = judged.value
    // In the order of the canonical form, which spares the sorting.
    const text = canonicalJson({ changes, gesture, id, kind, label })
    const prepared = {
      id,
      requestHash: hasher.text(text),
      bytes: Buffer.byteLength(text),
      content: { kind: 'proposal', proposal: judged.value },
    } as const
    const sender = readSender(clientId, seq)
    return sender === undefined ? prepared : { ...prepared, sender }
  }
  if (!isRaw(raw) || !isUuid(raw.id)) return judged.error
  // What cannot be normalised is known again by the text it came as.
  const { clientId, seq, ...content } = raw
  const prepared = {
    id: raw.id as OperationId,
    requestHash: hasher.text(canonicalJson(content)),
    bytes: 0,
    content: { kind: 'refused', refusal: judged.error },
  } as const
  const sender = readSender(clientId, seq)
  return sender === undefined ? prepared : { ...prepared, sender }
}

function preparePlanned(request: PlannedRequest, hasher: RowHasher): PreparedRequest | Refusal {
  if (!isUuid(request.id)) return { code: 'invalid', detail: 'id must be a UUID', path: '/id' }
  const { clientId, seq, ...content } = request
  const sender = readSender(clientId, seq)
  const malformed = sender === undefined && (clientId !== undefined || seq !== undefined)
  const prepared: PreparedRequest = {
    id: request.id,
    requestHash: hasher.text(canonicalJson(content)),
    bytes: 0,
    content: malformed
      ? {
          kind: 'refused',
          refusal: { code: 'invalid', detail: 'clientId and seq come together', path: '/seq' },
        }
      : { kind: 'planned', request },
  }
  return sender === undefined ? prepared : { ...prepared, sender }
}

/**
 * Reads a request as far as that is possible without the canvas. A refusal means that not even an id could be read, so that
 * nothing can be remembered about it (CM8).
 */
export function prepareRequest(request: CommitRequest, hasher: RowHasher): PreparedRequest | Refusal {
  return request.name === 'operation'
    ? prepareProposal(request.proposal, hasher)
    : preparePlanned(request, hasher)
}

import type { UserId } from '@flowstate/engine'
import type { ClientSeq } from './log-store.ts'
import type { Sender } from './request-intake.ts'

/** What a seq says about a request (CM7). */
export type SeqVerdict =
  | { readonly kind: 'next' }
  /** Spent already: the outcome of the id is due, or another client has taken this sequence over. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'ahead'; readonly expected: number }
  /** The client id belongs to somebody else. */
  | { readonly kind: 'foreign' }

/** Whether a request is the next one of its client (CM7). A request without a sender always is. */
export function judgeSeq(
  sender: Sender | undefined,
  userId: UserId,
  client: ClientSeq | undefined,
): SeqVerdict {
  if (sender === undefined) return { kind: 'next' }
  if (client !== undefined && client.userId !== userId) return { kind: 'foreign' }
  const due = (client?.lastSeq ?? 0) + 1
  if (sender.seq === due) return { kind: 'next' }
  return sender.seq < due ? { kind: 'spent' } : { kind: 'ahead', expected: due }
}

import type { CanvasId } from '@flowstate/engine'
import type { Author } from '../access/author.ts'
import type { Clock } from '../clock.ts'
import { type AccessClaims, type Tokens, ticketSeconds } from './tokens.ts'

/** Turns what a socket brings into the person behind it. */
export interface TicketOffice {
  issue(
    author: Author,
    canvasId: CanvasId,
  ): Promise<{ readonly ticket: string; readonly expiresInSeconds: number }>
  /** Null when the ticket is forged, expired, for another canvas, used before, or its login is closed. */
  redeemTicket(ticket: string, canvasId: CanvasId): Promise<Author | null>
  verifyAccessToken(token: string): Promise<Author | null>
}

/**
 * Tickets are signed, so any instance can take one that another issued. Which were used is remembered by the instance that
 * took them, for as long as they could be used again: with several instances a stolen ticket could be used once on each
 * within its 30 seconds.
 */
export function createTicketOffice(deps: {
  readonly tokens: Tokens
  readonly clock: Clock
  readonly readAuthor: (claims: AccessClaims) => Promise<Author | null>
}): TicketOffice {
  const used = new Map<string, number>()

  function takeOnce(ticketId: string, expiresAtMs: number): boolean {
    // In order of use, so all that has expired stands at the front.
    for (const [id, untilMs] of used) {
      if (untilMs > deps.clock.now()) break
      used.delete(id)
    }
    if (used.has(ticketId)) return false
    used.set(ticketId, expiresAtMs + ticketSeconds * 1000)
    return true
  }

  return {
    async issue({ userId, sessionId }, canvasId) {
      const ticket = await deps.tokens.signTicket({ userId, sessionId, canvasId })
      return { ticket, expiresInSeconds: ticketSeconds }
    },
    async redeemTicket(ticket, canvasId) {
      const claims = await deps.tokens.readTicket(ticket)
      if (claims === null || claims.canvasId !== canvasId) return null
      if (!takeOnce(claims.ticketId, claims.expiresAtMs)) return null
      return deps.readAuthor(claims)
    },
    async verifyAccessToken(token) {
      const claims = await deps.tokens.readAccess(token)
      return claims && deps.readAuthor(claims)
    },
  }
}

import { createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { type CanvasId, isUuid, type SessionId, type UserId } from '@flowstate/engine'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../clock.ts'

/** Seconds an access token is good for. Everything it allows is read again from the database while it is. */
export const accessTokenSeconds = 600
export const ticketSeconds = 30

const algorithm = 'HS256'
const issuer = 'flowstate'

export interface AccessClaims {
  readonly userId: UserId
  readonly sessionId: SessionId
}

export interface TicketClaims extends AccessClaims {
  readonly canvasId: CanvasId
  /** Names the ticket, so that it is taken once. */
  readonly ticketId: string
  readonly expiresAtMs: number
}

/** Signs and reads tokens. Each purpose has a key and an audience of its own: none passes for another. */
export interface Tokens {
  signAccess(claims: AccessClaims): Promise<string>
  readAccess(token: string): Promise<AccessClaims | null>
  signTicket(claims: AccessClaims & { readonly canvasId: CanvasId }): Promise<string>
  readTicket(token: string): Promise<TicketClaims | null>
  /** The refresh token that follows this one: nobody without the server's key can tell it from a random one. */
  nextRefreshToken(previous: string): string
}

/** 256 random bits, for refresh tokens and share links. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of an opaque token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function idsOf(payload: JWTPayload): AccessClaims | null {
  const { sub, sid } = payload
  if (!isUuid(sub) || !isUuid(sid)) return null
  return { userId: sub as UserId, sessionId: sid as SessionId }
}

export function createTokens(secretKey: string, clock: Clock): Tokens {
  const keyFor = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secretKey, '', `flowstate/${purpose}`, 32))
  const accessKey = keyFor('access')
  const ticketKey = keyFor('ticket')
  const refreshKey = keyFor('refresh')

  function sign(purpose: string, key: Uint8Array, claims: JWTPayload, seconds: number): Promise<string> {
    const now = Math.floor(clock.now() / 1000)
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(purpose)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key)
  }

  async function read(purpose: string, key: Uint8Array, token: string): Promise<JWTPayload | null> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer,
        audience: purpose,
        requiredClaims: ['exp', 'sub', 'sid'],
        currentDate: new Date(clock.now()),
      })
      return payload
    } catch {
      return null
    }
  }

  return {
    signAccess: ({ userId, sessionId }) =>
      sign('access', accessKey, { sub: userId, sid: sessionId }, accessTokenSeconds),
    async readAccess(token) {
      const payload = await read('access', accessKey, token)
      return payload && idsOf(payload)
    },
    signTicket: ({ userId, sessionId, canvasId }) =>
      sign(
        'ticket',
        ticketKey,
        { sub: userId, sid: sessionId, canvas: canvasId, jti: randomUUID() },
        ticketSeconds,
      ),
    async readTicket(token) {
      const payload = await read('ticket', ticketKey, token)
      const ids = payload && idsOf(payload)
      if (!ids || !isUuid(payload.canvas) || !isUuid(payload.jti) || payload.exp === undefined) return null
      return {
        ...ids,
        canvasId: payload.canvas as CanvasId,
        ticketId: payload.jti,
        expiresAtMs: payload.exp * 1000,
      }
    },
    nextRefreshToken: (previous) => createHmac('sha256', refreshKey).update(previous).digest('base64url'),
  }
}

import { createHmac } from 'node:crypto'
import type { CanvasId, SessionId, UserId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { manualClock, newId } from '../log/testing/log-harness.ts'
import { createTokens, hashToken, randomToken } from './tokens.ts'

const secret = 'q8Zk3vXw1LrT6yUe9BnM2cHs5DfJ7gPa'
const claims = { userId: newId<UserId>(), sessionId: newId<SessionId>() }
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('tokens', () => {
  const clock = manualClock()
  const tokens = createTokens(secret, clock)
  const parts = async () => (await tokens.signAccess(claims)).split('.') as [string, string, string]

  test('one algorithm is allowed: none, another or an unsigned token is nobody', async () => {
    const [, body, signature] = await parts()
    const hmac = (algorithm: string, text: string) =>
      createHmac(algorithm, secret).update(text).digest('base64url')
    for (const alg of ['none', 'None', 'HS384', 'HS512', 'RS256', 'EdDSA']) {
      const head = part({ alg, typ: 'JWT' })
      for (const sign of ['', signature, hmac('sha512', `${head}.${body}`)])
        expect(await tokens.readAccess(`${head}.${body}.${sign}`)).toBeNull()
    }
    expect(await tokens.readAccess(await tokens.signAccess(claims))).toEqual(claims)
  })

  test('the key is not the secret itself, and a changed claim or another secret is nobody', async () => {
    const [head, body, signature] = await parts()
    const own = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')
    expect(await tokens.readAccess(`${head}.${body}.${own}`)).toBeNull()
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString())
    const forged = part({ ...payload, sub: newId<UserId>() })
    expect(await tokens.readAccess(`${head}.${forged}.${signature}`)).toBeNull()
    const others = createTokens('pL0mN9bV8cX7zA6sD5fG4hJ3kQ2wE1rT', clock)
    expect(await others.readAccess(`${head}.${body}.${signature}`)).toBeNull()
  })

  test('a ticket passes for no access token and an access token for no ticket', async () => {
    const ticket = await tokens.signTicket({ ...claims, canvasId: newId<CanvasId>() })
    expect(await tokens.readAccess(ticket)).toBeNull()
    expect(await tokens.readTicket(await tokens.signAccess(claims))).toBeNull()
  })

  test('opaque tokens are 256 random bits, and what is kept of them is a digest', () => {
    const made = new Set(Array.from({ length: 1_000 }, randomToken))
    expect(made.size).toBe(1_000)
    for (const token of made) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const [token = ''] = made
    expect(hashToken(token)).toHaveLength(32)
    expect(hashToken(token).toString('latin1')).not.toContain(token)
  })
})

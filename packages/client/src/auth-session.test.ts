import type { UserId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import { createAuthSession, type SignedIn } from './auth-session.ts'

const login = (accessToken: string): SignedIn => ({
  user: {
    id: '01a20000-0000-7000-8000-000000000000' as UserId,
    email: null,
    displayName: 'Ann',
    color: '#e0453a',
    guest: true,
    createdAt: '2026-01-01T00:00:00.000Z',
  },
  accessToken,
  expiresInSeconds: 900,
})

function makeSession(answers: (SignedIn | null | Error)[]) {
  const time = { nowMs: 0 }
  const session = createAuthSession({
    now: () => time.nowMs,
    async refresh() {
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      return answer ?? null
    },
  })
  session.set(login('first'))
  return { session, time, left: () => answers.length }
}

describe('tokens of a login', () => {
  test('a token is renewed a little before it runs out, once for all who ask', async () => {
    const { session, time, left } = makeSession([login('second'), login('third')])
    expect(await session.accessToken()).toBe('first')
    time.nowMs = 880_000
    expect(await Promise.all([session.accessToken(), session.accessToken()])).toEqual(['second', 'second'])
    expect(left()).toBe(1)
  })

  test('another name does not make the token last longer', async () => {
    const { session, time } = makeSession([login('second')])
    time.nowMs = 600_000
    session.rename({ ...login('').user, displayName: 'Bea' })
    expect(session.current()?.user.displayName).toBe('Bea')
    time.nowMs = 880_000
    expect(await session.accessToken()).toBe('second')
  })

  test('no network ends no login; a refusal does', async () => {
    const { session, time } = makeSession([new Error('offline'), null])
    time.nowMs = 880_000
    await expect(session.accessToken()).rejects.toThrow('offline')
    expect(session.current()).not.toBeNull()
    expect(await session.accessToken()).toBeNull()
    expect(session.current()).toBeNull()
  })
})

import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RestHarness, startRest } from '../http/testing/rest-harness.ts'
import { manualClock } from '../log/testing/log-harness.ts'
import { freshEmbeddedDatabase } from '../storage/testing/fresh-database.ts'
import { kindsToForget } from './forget-expired.ts'
import { keepForgetting } from './keep-forgetting.ts'

const dayMs = 24 * 3_600_000
const log = pino({ level: 'silent' })

describe('forgetting what has expired', () => {
  let rest: RestHarness

  beforeAll(async () => {
    rest = await startRest(await freshEmbeddedDatabase())
  })
  afterAll(() => rest.close())

  const forgetAll = async (nowMs: number) => {
    for (const forget of kindsToForget) await forget(rest.server.deps.db, nowMs, 1_000)
  }
  const count = async (table: 'refresh_tokens' | 'auth_sessions' | 'share_links' | 'password_resets') => {
    const { kysely } = rest.server.deps.db
    return (await kysely.selectFrom(table).selectAll().execute()).length
  }

  test('tokens go when they expire, closed logins and links a month later, open ones never', async () => {
    const owner = await rest.register('Owner')
    const canvas = await rest.createCanvas(owner)
    const nowMs = rest.clock.now()
    const path = `/canvases/${canvas.id}/shares`
    for (const body of [{ scope: 'view', expiresInHours: 1 }, { scope: 'view' }]) {
      await rest.call({ method: 'POST', path, token: owner.accessToken, body })
    }
    await rest.server.deps.db.kysely
      .insertInto('password_resets')
      .values({
        token_hash: randomBytes(32),
        user_id: owner.user.id,
        created_by: null,
        expires_at: new Date(nowMs + dayMs),
        used_at: null,
      })
      .execute()
    await forgetAll(nowMs)
    expect(await Promise.all([count('refresh_tokens'), count('auth_sessions')])).toEqual([1, 1])
    expect(await Promise.all([count('share_links'), count('password_resets')])).toEqual([2, 1])
    await forgetAll(nowMs + 61 * dayMs)
    expect(await Promise.all([count('refresh_tokens'), count('auth_sessions')])).toEqual([0, 1])
    expect(await Promise.all([count('share_links'), count('password_resets')])).toEqual([1, 0])
    await forgetAll(nowMs + 91 * dayMs)
    expect(await Promise.all([count('auth_sessions'), count('share_links')])).toEqual([0, 1])
  })

  test('CM8 it is done by the clock, a little at a time, and an away database only puts it off', async () => {
    const clock = manualClock()
    let left = 450
    const asked: number[] = []
    let away = true
    const stop = keepForgetting({ db: rest.server.deps.db, clock, log }, [
      async (_db, _nowMs, rowsMax) => {
        if (away) throw new Error('away')
        const taken = Math.min(rowsMax, left)
        left -= taken
        asked.push(taken)
        return taken
      },
    ])
    const tick = async (ms: number) => {
      clock.advance(ms)
      await Promise.resolve()
      await Promise.resolve()
    }
    await tick(60_000)
    away = false
    await tick(60_000)
    expect(asked).toEqual([])
    await tick(3_600_000)
    expect(asked).toEqual([200])
    await tick(250)
    await tick(250)
    expect(asked).toEqual([200, 200, 50])
    stop()
    await tick(7_200_000)
    expect(asked).toHaveLength(3)
  })
})

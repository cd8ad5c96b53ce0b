import { expect, test } from 'vitest'
import { startPostgres } from '../support/postgres-cluster.ts'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { gatherCrew } from './crash-crew.ts'
import { raisedLimits } from './raised-limits.ts'
import { integerBetween, seededRandom } from './seeded-random.ts'
import { waitUntil } from './wait-until.ts'

const rounds = Number(process.env.FLOWSTATE_KILL_ROUNDS ?? 10)
const seed = Number(process.env.FLOWSTATE_FAULT_SEED ?? 2)

test(`CM3 CM9 ${rounds} kills of the server or of PostgreSQL under load lose nothing acknowledged (seed ${seed})`, async () => {
  const cluster = await startPostgres()
  const journals = makeTemporaryDirectory('kill-journal')
  const env = { ...raisedLimits, DATABASE_URL: await cluster.createDatabase('faults') }
  const random = seededRandom(seed)
  let server = await startServer({ env })
  const crew = await gatherCrew({ url: server.url, journalDirectory: journals.path, canvasCount: 2, seed })
  try {
    for (let round = 1; round <= rounds; round++) {
      await crew.startWriting(server.url)
      await crew.acknowledged(integerBetween(random, 1, 250))
      if (round % 2 === 0) {
        server.kill('SIGKILL')
        await server.exited
        server = await startServer({ env })
      } else {
        await cluster.kill9()
        await refusesWithoutDatabase(server.url)
        await cluster.restart()
        await waitUntil(
          'the server takes traffic again',
          async () => (await health(server.url, 'ready')) === 200,
        )
      }
    }
    await crew.settleAndCheck(server.url)
    expect(crew.committedCount).toBeGreaterThan(rounds)
    expect(crew.complaints().filter((code) => code === 'internal')).toEqual([])
  } finally {
    crew.end()
    await server.stop()
    await cluster.stop()
    journals.remove()
  }
})

async function health(url: string, what: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/health/${what}`, { signal: AbortSignal.timeout(20_000) })
  await response.body?.cancel()
  return response.status
}

/** Without its database the server says so, and says it as 503. */
async function refusesWithoutDatabase(url: string): Promise<void> {
  expect(await health(url, 'db')).toBe(503)
  const guest = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const response = await fetch(`${url}/api/v1/auth/guest`, { ...guest, signal: AbortSignal.timeout(20_000) })
  expect(await response.json()).toMatchObject({ status: 503, code: 'unavailable' })
}

import { expect, test } from 'vitest'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { gatherCrew } from './crash-crew.ts'
import { raisedLimits } from './raised-limits.ts'
import { integerBetween, seededRandom } from './seeded-random.ts'

const rounds = Number(process.env.FLOWSTATE_KILL_ROUNDS ?? 25)
/** The logs grow; checking them whole every time would make the last rounds the longest. */
const roundsPerCheck = 5
const seed = Number(process.env.FLOWSTATE_FAULT_SEED ?? 1)

test(`CM3 ${rounds} kills under load on the embedded database lose nothing acknowledged (seed ${seed})`, async () => {
  const data = makeTemporaryDirectory('kill-data')
  const journals = makeTemporaryDirectory('kill-journal')
  const options = { dataDirectory: data.path, env: raisedLimits }
  const random = seededRandom(seed)
  let server = await startServer(options)
  const crew = await gatherCrew({ url: server.url, journalDirectory: journals.path, canvasCount: 2, seed })
  try {
    for (let round = 1; round <= rounds; round++) {
      await crew.startWriting(server.url)
      await crew.acknowledged(integerBetween(random, 1, 250))
      server.kill('SIGKILL')
      expect((await server.exited).signal).toBe('SIGKILL')
      server = await startServer(options)
      if (round % roundsPerCheck === 0 || round === rounds) await crew.settleAndCheck(server.url)
    }
    expect(crew.committedCount).toBeGreaterThan(rounds)
    expect(crew.complaints().filter((code) => code === 'internal')).toEqual([])
  } finally {
    crew.end()
    await server.stop()
    data.remove()
    journals.remove()
  }
})

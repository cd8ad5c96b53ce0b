import { expect, test } from 'vitest'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { gatherCrew } from './crash-crew.ts'
import { raisedLimits } from './raised-limits.ts'

/** What SY9 promises an operator who stops the server. */
const drainMsMax = 20_000

test('SY9 SIGTERM under load: commits are finished, clients are told, the exit is clean, nothing is lost', async () => {
  const data = makeTemporaryDirectory('drain-data')
  const journals = makeTemporaryDirectory('drain-journal')
  const options = { dataDirectory: data.path, env: raisedLimits }
  let server = await startServer(options)
  const crew = await gatherCrew({ url: server.url, journalDirectory: journals.path, canvasCount: 2, seed: 3 })
  try {
    await crew.startWriting(server.url)
    await crew.acknowledged(200)
    server.kill('SIGTERM')
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, drainMsMax, 'late').unref())
    expect(await Promise.race([server.exited, late])).toEqual({ code: 0, signal: null })
    expect(crew.complaints()).toContain('close 1012')
    server = await startServer(options)
    await crew.settleAndCheck(server.url)
  } finally {
    crew.end()
    await server.stop()
    data.remove()
    journals.remove()
  }
})

import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findProgram } from '../support/find-program.ts'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { gatherCrew } from './crash-crew.ts'
import { raisedLimits } from './raised-limits.ts'
import { carryOutSynced, traceParameters } from './synced-files.ts'

const seed = Number(process.env.FLOWSTATE_FAULT_SEED ?? 3)
const acknowledgedBeforeLoss = 150

test(`CM3 the embedded store cut to what was synced opens whole, with everything acknowledged (seed ${seed})`, async () => {
  const data = makeTemporaryDirectory('power-data')
  const copy = makeTemporaryDirectory('power-copy')
  const notes = makeTemporaryDirectory('power-notes')
  const file = join(notes.path, 'trace')
  const strace = findProgram([process.env.FLOWSTATE_TEST_STRACE ?? 'strace'])
  let server = await startServer({ dataDirectory: data.path, env: raisedLimits })
  const crew = await gatherCrew({ url: server.url, journalDirectory: notes.path, canvasCount: 2, seed })
  try {
    // After a clean end all of it is synced: the copy stands for the disk at the start of the traced run.
    await server.stop()
    cpSync(data.path, copy.path, { recursive: true, filter: (path) => !path.endsWith('.sock') })
    const runUnder = [strace, '-D', '-f', ...traceParameters, '-o', file]
    server = await startServer({ dataDirectory: data.path, env: raisedLimits, runUnder })
    await crew.startWriting(server.url)
    await crew.acknowledged(acknowledgedBeforeLoss)
    server.kill('SIGKILL')
    await server.exited
    const { syncs } = carryOutSynced(readFileSync(file, 'utf8'), data.path, copy.path)
    expect(syncs).toBeGreaterThan(0)
    server = await startServer({ dataDirectory: copy.path, env: raisedLimits })
    await crew.settleAndCheck(server.url)
    expect(crew.committedCount).toBeGreaterThanOrEqual(acknowledgedBeforeLoss)
  } finally {
    crew.end()
    await server.stop()
    for (const directory of [data, copy, notes]) directory.remove()
  }
})

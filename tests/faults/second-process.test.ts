import { expect, test } from 'vitest'
import { startChild } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { repositoryRoot } from '../support/repository-root.ts'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { gatherCrew } from './crash-crew.ts'
import { raisedLimits } from './raised-limits.ts'

const command = [process.execPath, '--conditions=flowstate-source', 'packages/server/src/main.ts']

test('CM3 a second process on a data directory leaves with one line, and the first does not notice', async () => {
  const data = makeTemporaryDirectory('second-data')
  const journals = makeTemporaryDirectory('second-journal')
  const first = await startServer({ dataDirectory: data.path, env: raisedLimits })
  const crew = await gatherCrew({ url: first.url, journalDirectory: journals.path, canvasCount: 1, seed: 4 })
  try {
    await crew.startWriting(first.url)
    await crew.acknowledged(50)
    const env = { PATH: process.env.PATH, DATA_DIR: data.path, PORT: String(await freePort()) }
    const second = startChild(command, { env, cwd: repositoryRoot })
    const exit = await second.exited
    expect(exit.code).toBe(1)
    const lines = second.output().trim().split('\n')
    expect(lines).toEqual([expect.stringContaining(data.path)])
    await crew.acknowledged(50)
    await crew.settleAndCheck(first.url)
  } finally {
    crew.end()
    await first.stop()
    data.remove()
    journals.remove()
  }
})

test('CM3 a lock left by a killed process is taken over', async () => {
  const data = makeTemporaryDirectory('stale-data')
  const journals = makeTemporaryDirectory('stale-journal')
  const options = { dataDirectory: data.path, env: raisedLimits }
  let server = await startServer(options)
  const crew = await gatherCrew({ url: server.url, journalDirectory: journals.path, canvasCount: 1, seed: 5 })
  try {
    await crew.startWriting(server.url)
    await crew.acknowledged(20)
    server.kill('SIGKILL')
    await server.exited
    server = await startServer(options)
    await crew.settleAndCheck(server.url)
  } finally {
    crew.end()
    await server.stop()
    data.remove()
    journals.remove()
  }
})

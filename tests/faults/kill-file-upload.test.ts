import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { craftPng } from '@flowstate/server/testing'
import { expect, test } from 'vitest'
import { findProgram } from '../support/find-program.ts'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { bytesOf, pictureCalls } from './picture-calls.ts'
import { makeSharedCanvas } from './public-api.ts'

const secretKey = 'q8Zk3vXw1LrT6yUe9BnM2cHs5DfJ7gPa'
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('a server that is killed when a file of a picture has its name, and nobody the picture, leaves no picture, and takes it again', async () => {
  const [data, pictures] = [makeTemporaryDirectory('files-data'), makeTemporaryDirectory('files-pictures')]
  const [kept, torn] = [craftPng(50, 40), craftPng(60, 40, { noise: true })]
  const shard = join(pictures.path, hashOf(torn).slice(0, 2))
  // strace is given a directory that is there.
  mkdirSync(shard, { mode: 0o700 })
  const env = { ASSET_DIR: pictures.path, SECRET_KEY: secretKey }
  const strace = findProgram([process.env.FLOWSTATE_TEST_STRACE ?? 'strace'])
  const killing = ['-P', shard, '-e', 'trace=fsync', '-e', 'inject=fsync:signal=SIGKILL']
  const runUnder = [strace, '-D', '-f', ...killing, '-o', '/dev/null']
  const tornFiles = () => readdirSync(shard).filter((name) => name.startsWith(hashOf(torn)))
  let server = await startServer({ dataDirectory: data.path, env, runUnder })
  try {
    const { upload, download } = pictureCalls(() => server.url, await makeSharedCanvas(server.url))
    expect((await upload(kept)).status).toBe(201)
    const cutOff = await upload(torn).then(
      () => 'answered',
      () => 'cut off',
    )
    expect([cutOff, (await server.exited).signal]).toEqual(['cut off', 'SIGKILL'])
    expect(tornFiles()).toHaveLength(1)

    server = await startServer({ dataDirectory: data.path, env })
    expect(await bytesOf(await download(hashOf(kept)))).toEqual(kept)
    expect((await download(hashOf(torn))).status).toBe(404)
    expect((await upload(torn)).status).toBe(201)
    expect(await bytesOf(await download(hashOf(torn)))).toEqual(torn)
    expect(tornFiles()).toHaveLength(2)
  } finally {
    await server.stop()
    for (const directory of [data, pictures]) directory.remove()
  }
})

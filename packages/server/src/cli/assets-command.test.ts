import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { craftPng } from '../assets/testing/crafted-images.ts'
import { readConfig } from '../config.ts'
import { createServer } from '../server.ts'
import { emptyEmbeddedDatabase } from '../storage/testing/empty-embedded-database.ts'
import { assetsCommand } from './assets-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'flowstate-assets-'))
const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const pictures = join(folder, 'pictures')
const env = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', HOST: '127.0.0.1', PORT: '0' }
const png = craftPng(30, 20)
const assetId = createHash('sha256').update(png).digest('hex')
const moved = `moved 1 picture (${png.length} bytes)`
const shard = join(pictures, assetId.slice(0, 2))

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** In this process: another takes seconds to start. */
async function run(settings: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> {
  let [out, err] = ['', '']
  const say = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    },
  }
  const code = await assetsCommand(readConfig({ ...env, ...settings }, folder), args, say)
  return { code, out, err }
}

function runProcess(...args: readonly string[]): Promise<Run> {
  const options = { env: { PATH: process.env.PATH, ...env }, cwd: folder }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=flowstate-source', main, 'assets', ...args],
      options,
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

/** A data directory in which a server has left a canvas with a picture. */
async function uploadPicture(): Promise<void> {
  cpSync(await emptyEmbeddedDatabase(), env.DATA_DIR, { recursive: true })
  const server = await createServer(readConfig(env, folder))
  const call = (url: string, payload: object | Buffer, token = '', type = 'application/json') =>
    server.app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      headers: { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) },
      payload,
    })
  try {
    const person = { email: `${randomUUID()}@example.org`, password: randomUUID(), displayName: 'Ann' }
    const login: LoginAnswer = (await call('/auth/register', person)).json()
    const path = `/workspaces/${login.workspaceId}/canvases`
    const canvas: Canvas = (await call(path, { name: 'Plan' }, login.accessToken)).json()
    const sent = await call(`/canvases/${canvas.id}/assets`, png, login.accessToken, 'image/png')
    expect(sent.statusCode).toBe(201)
  } finally {
    await server.close()
  }
}

describe('flowstate assets', () => {
  beforeAll(uploadPicture)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('moves pictures into the store that is chosen, says how many, and finds nothing to do the next time', async () => {
    expect(await run({ ASSET_DIR: './pictures' }, 'move')).toEqual({
      code: 0,
      out: `${moved} to files, 0 failed\n1 picture in files, 0 elsewhere\n`,
      err: '',
    })
    expect(readdirSync(shard)).toHaveLength(1)
    expect((await run({ ASSET_DIR: pictures }, 'move')).out).toBe(
      'moved 0 pictures (0 bytes) to files, 0 failed\n1 picture in files, 0 elsewhere\n',
    )
  })

  test('what could not be moved is a line with a code, and an exit code', async () => {
    expect(await runProcess('move')).toEqual({
      code: 1,
      out: 'moved 0 pictures (0 bytes) to database, 1 failed\n0 pictures in database, 1 elsewhere\n',
      err: `flowstate: ${assetId} stays where it is (not_set_up): the picture is in files, and ASSET_DIR is not set\n`,
    })
  })

  test('a directory that lost its mark while pictures are in it is not taken for the right one', async () => {
    const mark = join(pictures, 'flowstate-pictures')
    const text = readFileSync(mark)
    unlinkSync(mark)
    await expect(run({ ASSET_DIR: pictures }, 'move')).rejects.toThrow(
      `ASSET_DIR ${pictures} has no file flowstate-pictures`,
    )
    // The data directory was given back.
    writeFileSync(mark, text)
    const back = await run({ ASSET_DIR: pictures, ASSET_STORE: 'database' }, 'move')
    expect([back.code, back.out.split('\n')[0]]).toEqual([0, `${moved} to database, 0 failed`])
    expect(readdirSync(shard)).toEqual([])
  })

  test('words that are not known and a directory that cannot be used are one line', async () => {
    for (const words of [[], ['drop'], ['move', '--now']])
      await expect(run({}, ...words)).rejects.toThrow('usage: flowstate assets move')
    const file = join(folder, 'file')
    writeFileSync(file, '')
    await expect(run({ ASSET_DIR: file }, 'move')).rejects.toThrow(
      `ASSET_DIR ${file} cannot be written to (ENOTDIR); choose another directory`,
    )
  })
})

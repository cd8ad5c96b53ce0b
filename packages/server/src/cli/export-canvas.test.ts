import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Canvas, LoginAnswer } from '@flowstate/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { createServer } from '../server.ts'

const folder = mkdtempSync(join(tmpdir(), 'flowstate-export-'))
const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const env = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', HOST: '127.0.0.1', PORT: '0' }

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

function run(...args: readonly string[]): Promise<Run> {
  const options = { env: { PATH: process.env.PATH, ...env }, cwd: folder }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=flowstate-source', main, 'export', ...args],
      options,
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

/** A data directory in which a server has left a canvas with a note. */
async function makeCanvas(): Promise<string> {
  const server = await createServer(readConfig(env, folder))
  const call = async <Body>(url: string, payload: object, token?: string): Promise<Body> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await server.app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
    return answer.json<Body>()
  }
  try {
    const person = { email: `${randomUUID()}@example.org`, password: randomUUID(), displayName: 'Ann' }
    const { accessToken, workspaceId } = await call<LoginAnswer & { workspaceId: string }>(
      '/auth/register',
      person,
    )
    const canvas = await call<Canvas>(`/workspaces/${workspaceId}/canvases`, { name: 'Plan' }, accessToken)
    const shape = { id: 'note-000001', kind: 'note', position: [0, 0], size: [200, 100], text: 'Taken along' }
    const operation = { id: randomUUID(), changes: [{ kind: 'create', shape }] }
    await call(`/canvases/${canvas.id}/operations`, operation, accessToken)
    return canvas.id
  } finally {
    await server.close()
  }
}

describe('flowstate export', () => {
  let canvasId: string
  beforeAll(async () => {
    canvasId = await makeCanvas()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('writes a canvas as a file and says where it is', async () => {
    const { code, out, err } = await run(canvasId, '--out', 'plan.svg')
    expect({ code, out, err }).toEqual({ code: 0, out: `${join(folder, 'plan.svg')}\n`, err: '' })
    expect(readFileSync(join(folder, 'plan.svg'), 'utf8')).toContain('>Taken along</text>')
  })

  test('gives the file to whatever reads its output', async () => {
    const { out } = await run(canvasId, '--format', 'json', '--out', '-')
    expect(JSON.parse(out)).toMatchObject({ type: 'flowstate/canvas', shapes: [{ text: 'Taken along' }] })
  })

  test('a canvas or a version that is not there is one line and an exit code', async () => {
    const beyond = await run(canvasId, '--at', '9')
    expect(beyond).toEqual({ code: 1, out: '', err: 'flowstate: the canvas has no version 9 yet\n' })
    const other = randomUUID()
    const { code, err } = await run(other)
    expect({ code, err }).toEqual({
      code: 1,
      err: `flowstate: there is no canvas ${other} here, or it is in the trash\n`,
    })
  })
})

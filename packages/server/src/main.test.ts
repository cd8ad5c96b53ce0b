import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'flowstate-main-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Started {
  readonly pid: number
  readonly url: string
  kill(signal: NodeJS.Signals): void
}

/** `onAddress` is called when the process has printed where it is. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onAddress: (started: Started) => void = () => {},
): Promise<Run> {
  const child = spawn(process.execPath, ['--conditions=flowstate-source', main, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...env },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => {
    out += data
    const url = /http:\S+/.exec(out)?.[0]
    if (url !== undefined) onAddress({ pid: child.pid ?? 0, url, kill: (signal) => child.kill(signal) })
  })
  child.stderr.on('data', (data: Buffer) => {
    err += data
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

describe('the process', () => {
  test('a bad setting is one line and an exit code', async () => {
    const { code, out, err } = await run([], { PORT: 'http' })
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'flowstate: PORT must be a whole number from 0 to 65535, not "http"\n',
    })
  })

  test('`config` prints what is in force and starts nothing', async () => {
    const { code, out } = await run(['config'], { PORT: '4321' })
    expect(code).toBe(0)
    expect(out).toContain('PORT=4321\n')
  })

  test('a database that does not answer is one line and an exit code', async () => {
    const env = {
      DATABASE_URL: 'postgres://127.0.0.1:1/none',
      SECRET_KEY: 'q8Zk3vXw1LrT6yUe9BnM2cHs5DfJ7gPa',
    }
    const { code, err } = await run([], { ...env, LOG_LEVEL: 'silent' })
    expect(code).toBe(1)
    expect(err).toMatch(/^flowstate: .*database[^\n]*\n$/)
  })

  test('a data directory that cannot be written to is one line and an exit code', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    for (const dataDir of [file, join(file, 'below')]) {
      const { code, out, err } = await run([], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' })
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(
        /^flowstate: DATA_DIR \S+ cannot be written to \(E\w+\); choose another directory\n$/,
      )
    }
  })

  test('a weak key in the data directory is one line and an exit code', async () => {
    const dataDir = mkdtempSync(join(folder, 'weak-'))
    writeFileSync(join(dataDir, 'secret-key'), 'changeme')
    const { code, err } = await run([], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' })
    expect(code).toBe(1)
    expect(err).toMatch(/^flowstate: the key in \S+ is shorter [^\n]*\n$/)
  })

  test('a busy port is one line and an exit code', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = address !== null && typeof address === 'object' ? String(address.port) : ''
    const { code, out, err } = await run([], { PORT: port, LOG_LEVEL: 'silent' })
    taken.close()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(`flowstate: Port ${port} on 127.0.0.1 is in use; choose another with PORT\n`)
  })

  test('SY9 it prints one line with its address and leaves cleanly on SIGTERM, however often it is sent at once', async () => {
    const env = { PORT: '0', LOG_LEVEL: 'silent' }
    const { code, out, err } = await run([], env, ({ kill }) => {
      // As when the terminal and `npm start` both pass on one Ctrl-C.
      kill('SIGTERM')
      kill('SIGINT')
      kill('SIGTERM')
    })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^FlowState is on http:\/\/127\.0\.0\.1:\d+\n$/)
  })

  test('CM3 a disk that takes no more ends the process with one line; nothing is acknowledged after it', async () => {
    const answers: Promise<number | 'none'>[] = []
    // Files of the database are short, its log is not: the next thing written there is refused.
    const env = { PORT: '0', LOG_LEVEL: 'silent' }
    const { code, err } = await run([], env, ({ pid, url }) => {
      execFileSync('prlimit', ['--pid', String(pid), '--fsize=262144'])
      const body = JSON.stringify({
        email: `${randomUUID()}@example.org`,
        password: randomUUID(),
        displayName: 'A',
      })
      const headers = { 'content-type': 'application/json' }
      const asked = fetch(`${url}/api/v1/auth/register`, { method: 'POST', headers, body })
      answers.push(
        asked.then(
          (response) => response.status,
          () => 'none',
        ),
      )
    })
    expect(code).toBe(1)
    expect(err).toMatch(/^flowstate: the embedded database stopped: [^\n]*\n$/)
    expect(['none', 503]).toContain(await answers[0])
  })
})

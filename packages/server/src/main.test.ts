import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
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

/** `onOutput` gets a way to signal once something was printed. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onOutput: (kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Run> {
  const child = spawn(process.execPath, ['--conditions=flowstate-source', main, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), ...env },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => {
    out += data
    onOutput((signal) => child.kill(signal))
  })
  child.stderr.on('data', (data: Buffer) => {
    err += data
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, out, err })))
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

  test('SY9 it prints one line with its address and leaves cleanly on SIGTERM', async () => {
    const env = { PORT: '0', LOG_LEVEL: 'silent' }
    const { code, out, err } = await run([], env, (kill) => kill('SIGTERM'))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^FlowState is on http:\/\/127\.0\.0\.1:\d+\n$/)
  })
})

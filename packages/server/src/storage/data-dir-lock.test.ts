import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { DataDirLocked, lockDataDir } from './data-dir-lock.ts'

const made: string[] = []
function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'flowstate-lock-'))
  made.push(path)
  return path
}
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true })
})

/** Leaves a socket behind as a process does that was killed. */
async function leaveStaleLock(path: string): Promise<void> {
  const program = `require('net').createServer().listen(process.argv[1], () => console.log('listening'))`
  const child = spawn(process.execPath, ['-e', program, join(path, 'lock.sock')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(join(path, 'lock.sock'))).toBe(true)
}

test('a data directory has one process; the second gets one clear line', async () => {
  const path = directory()
  const lock = await lockDataDir(path)
  await expect(lockDataDir(path)).rejects.toThrow(DataDirLocked)
  await expect(lockDataDir(path)).rejects.toThrow(
    /^another FlowState process is using the data directory \S+$/,
  )
  await lock.release()
  expect(readdirSync(path)).toEqual([])
  await (await lockDataDir(path)).release()
})

test('the lock of a process that was killed is taken over', async () => {
  const path = directory()
  await leaveStaleLock(path)
  const lock = await lockDataDir(path)
  await expect(lockDataDir(path)).rejects.toThrow(DataDirLocked)
  expect(readdirSync(path)).toEqual(['lock.sock'])
  await lock.release()
})

test('of many that find a stale lock exactly one gets it', async () => {
  const path = directory()
  await leaveStaleLock(path)
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(path)))
  const locks = results.filter((result) => result.status === 'fulfilled')
  expect(locks).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DataDirLocked)
  }
  for (const result of locks) await result.value.release()
})

test('a path longer than a socket address locks as well', async () => {
  const path = join(directory(), 'deep'.repeat(20), 'deeper'.repeat(20))
  mkdirSync(path, { recursive: true })
  const lock = await lockDataDir(path)
  await expect(lockDataDir(path)).rejects.toThrow(DataDirLocked)
  await lock.release()
  expect(readdirSync(path)).toEqual([])
})

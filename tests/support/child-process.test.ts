import { expect, test } from 'vitest'
import { startChild } from './child-process.ts'

test('output of both streams is collected and the exit code comes back', async () => {
  const child = startChild([
    process.execPath,
    '-e',
    'console.log("one"); console.error("two"); process.exitCode = 3',
  ])
  expect(await child.exited).toEqual({ code: 3, signal: null })
  expect(child.output()).toContain('one\n')
  expect(child.output()).toContain('two\n')
})

test('waiting for words a process never says ends with the process', async () => {
  const child = startChild([process.execPath, '-e', 'console.log("something else")'])
  await expect(child.sawOutput('ready')).rejects.toThrow(/something else/)
})

test('a program that does not exist is an exit with an explanation', async () => {
  const child = startChild(['/no/such/program'])
  expect((await child.exited).code).not.toBe(0)
  expect(child.output()).toMatch(/no such|ENOENT/i)
})

test('a signal reaches the process', async () => {
  const child = startChild([process.execPath, '-e', 'setInterval(() => {}, 1000); console.log("up")'])
  await child.sawOutput('up')
  child.kill('SIGKILL')
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' })
})
